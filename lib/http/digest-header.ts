// The SHA-256 that a sender says its bytes have: Repr-Digest of the whole, or Content-Digest of one body (RFC 9530).
import { Refusal } from "../kernel/errors";

/** Lower-case hex; undefined if the sender says nothing of SHA-256. */
export function announcedSha256(headers: Headers, name: "repr-digest" | "content-digest"): string | undefined {
  const value = headers.get(name);
  const found = value?.match(/(?:^|,)\s*sha-256=:([^:]*):/i)?.[1];
  if (found === undefined) return undefined;
  const bytes = Buffer.from(found, "base64");
  if (bytes.byteLength !== 32) throw new Refusal("invalid_request", `${name} is not the base64 of a SHA-256, as "sha-256=:…=:".`);
  return bytes.toString("hex");
}
