// SHA-256 of a stream, chunk by chunk: files may be larger than memory, and Web Crypto hashes whole buffers only.
import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";

/** Hex, without 0x. */
export const sha256Of = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

export async function digest(stream: ReadableStream<Uint8Array>): Promise<{ bytes: bigint; sha256: string }> {
  const hash = sha256.create();
  let bytes = 0n;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    hash.update(part.value);
    bytes += BigInt(part.value.length);
  }
  return { bytes, sha256: bytesToHex(hash.digest()) };
}
