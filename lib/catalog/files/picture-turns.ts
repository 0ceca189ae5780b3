// Pictures take their turn before their bytes are read: decoded they take hundreds of megabytes, and forty at once took one gigabyte.
import { Refusal } from "../../kernel/errors";
import { NoRoom, Turns } from "../../kernel/turns";

/** On globalThis: Next loads this module once per bundle. */
const holder = globalThis as { pennypostPictures?: Turns };

/** Runs `work`, which reads a picture and stores it, when its turn comes. Refuses with `unavailable` where too many wait. */
export function takePictureTurn<T>(client: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  holder.pennypostPictures ??= new Turns({ atOnce: 3, waitingMax: 30, shareMax: 5 });
  return holder.pennypostPictures.take(work, { client, signal }).catch((error: unknown) => {
    if (!(error instanceof NoRoom)) throw error;
    throw new Refusal("unavailable", "Too many pictures are being stored at this moment. Try again in a few seconds.", {
      headers: { "Retry-After": "5" },
    });
  });
}
