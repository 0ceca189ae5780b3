// Several files as one ZIP archive, stored and not compressed: it streams, its length is known beforehand, and memory does not grow.
import type { Readable } from "node:stream";
import { makeZip, predictLength } from "client-zip";
import { portableNames } from "../kernel/portable-names";
import { contentDisposition } from "./content-disposition";
import { setLength } from "./node/known-length";

export interface ZippedFile {
  name: string;
  bytes: bigint;
  lastModified: Date;
  open(): Promise<Readable>;
}

const bufferBytes = 256 * 1024;

/** What client-zip makes, until nobody listens any more: it would end a cancelled archive with an error, which is nobody's. */
function archiveOf(entries: Parameters<typeof makeZip>[0], close: () => void = () => {}): ReadableStream<Uint8Array> {
  const reader = makeZip(entries).getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        close();
        await reader.cancel().catch(() => undefined);
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: bufferBytes }),
  );
}

/** Opens each file when its turn comes, and closes it when nobody listens any more. */
function zipOf(files: ZippedFile[]): ReadableStream<Uint8Array> {
  let current: Readable | undefined;
  async function* entries() {
    for (const { name, bytes, lastModified, open } of files) {
      current = await open();
      yield { name, lastModified, size: bytes, input: current as AsyncIterable<Uint8Array<ArrayBuffer>> };
    }
  }
  return archiveOf(entries(), () => current?.destroy());
}

/** The whole archive, under names that unpack everywhere: what is made while it is sent has no ranges. */
export function serveZip(name: string, given: ZippedFile[], more: Record<string, string>, request: Request): Response {
  const names = portableNames(given.map((file) => file.name));
  const files = given.map((file, index) => ({ ...file, name: names[index] ?? file.name }));
  const length = predictLength(files.map(({ name, bytes, lastModified }) => ({ name, size: bytes, lastModified })));
  const headers = new Headers(more);
  headers.set("Content-Type", "application/zip");
  headers.set("Content-Disposition", contentDisposition(`${name}.zip`));
  setLength(headers, length);
  headers.set("Accept-Ranges", "none");
  return new Response(request.method === "HEAD" ? null : zipOf(files), { headers });
}

interface MadeFile {
  name: string;
  lastModified: Date;
  input: string;
}

/** Texts that are made one by one while the archive is read; whoever stops reading stops their making. */
export function streamZip(name: string, files: AsyncGenerator<MadeFile>): Response {
  return new Response(archiveOf(files), {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": contentDisposition(`${name}.zip`),
      "Cache-Control": "private, no-store, no-transform",
    },
  });
}
