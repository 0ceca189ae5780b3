// What files on the local disk are asked for in more than one place.
import { open, stat } from "node:fs/promises";

/** Number of bytes; undefined if there is no such file. */
export async function sizeOf(path: string): Promise<bigint | undefined> {
  const found = await stat(path, { bigint: true }).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  });
  return found?.size;
}

/** Makes the names in a folder last: after a loss of power, a file that was renamed into it is there. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
