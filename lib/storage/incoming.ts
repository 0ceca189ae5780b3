// Uploads in progress, on the local disk whatever the store is. The size of the file is what has been received, so nothing else needs
// to be stored to resume after a crash.
import { type FileHandle, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Refusal } from "../kernel/errors";
import type { Incoming } from "./content-store";
import { asDiskRefusal, codeOf } from "./disk";
import { claimFolder } from "./owner-file";

const readBytes = 1024 * 1024;
const idForm = /^[a-z]+_[0-9a-z]{26}$/;

async function writeAll(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < chunk.byteLength; ) {
    done += (await file.write(chunk, done, chunk.byteLength - done, position + done)).bytesWritten;
  }
}

export function createIncoming(directory: string): Incoming {
  const root = join(resolve(directory), "incoming");

  const path = (id: string) => {
    if (!idForm.test(id)) throw new Error("not an upload's id");
    return join(root, id);
  };

  return {
    path,
    async create(id) {
      try {
        await mkdir(root, { recursive: true });
        await (await open(path(id), "wx", 0o600)).close();
      } catch (error) {
        throw asDiskRefusal(error);
      }
    },
    async size(id) {
      const found = await stat(path(id)).catch((error: unknown) => {
        if (codeOf(error) === "ENOENT") return undefined;
        throw error;
      });
      return found?.size;
    },
    async append(id, source, offset, mayWrite) {
      const file = await open(path(id), "r+");
      let position = offset;
      try {
        for await (const chunk of source) {
          if (mayWrite && !(await mayWrite())) throw new Refusal("conflict", "Another request has taken this upload over.");
          await writeAll(file, chunk, position);
          position += chunk.byteLength;
        }
        return position;
      } catch (error) {
        throw asDiskRefusal(error);
      } finally {
        await file.close();
      }
    },
    async read(id) {
      const file = await open(path(id), "r");
      await file.sync();
      return file.createReadStream({ highWaterMark: readBytes });
    },
    async remove(id) {
      await rm(path(id), { force: true });
    },
    claim: (shop) => claimFolder(root, shop),
    async list() {
      const names = await readdir(root).catch(() => []);
      const found = await Promise.all(
        names.map(async (id) => ({ id, changedAt: (await stat(join(root, id)).catch(() => undefined))?.mtime })),
      );
      return found.filter(
        (each): each is { id: string; changedAt: Date } => each.changedAt !== undefined && idForm.test(each.id),
      );
    },
  };
}
