// What files on the local disk are asked for in more than one place.
import { open, stat } from "node:fs/promises";
import { Refusal } from "../kernel/errors";

export const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : undefined);

/** A full disk is an answer; anything else stays what it is. */
export function asDiskRefusal(error: unknown): unknown {
  const isFull = codeOf(error) === "ENOSPC" || codeOf(error) === "EDQUOT";
  return isFull
    ? new Refusal("storage_full", "The server's disk is full. What has arrived is kept; go on with it later.")
    : error;
}

/** Number of bytes; undefined if there is no such file. */
export async function sizeOf(path: string): Promise<bigint | undefined> {
  const found = await stat(path, { bigint: true }).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  return found?.size;
}

/** Makes the names in a folder last: after a loss of power, a file that was renamed into it is there. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
