// One pass over a file's bytes: how many, their SHA-256, and the beginning of them, by which their type is told.
import { createHash } from "node:crypto";

const headBytes = 4096;

export interface Digest {
  bytes: bigint;
  /** Lower-case hex. */
  sha256: string;
  /** The first bytes, at most 4 KiB. */
  head: Uint8Array;
}

export async function digestOf(source: AsyncIterable<Uint8Array>): Promise<Digest> {
  const hash = createHash("sha256");
  let bytes = 0n;
  let head = new Uint8Array();
  for await (const chunk of source) {
    hash.update(chunk);
    if (head.byteLength < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes);
    bytes += BigInt(chunk.byteLength);
  }
  return { bytes, sha256: hash.digest("hex"), head };
}
