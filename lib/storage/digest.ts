// Size, SHA-256 and first bytes of a file in one pass; the first bytes are for detecting its type.
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
