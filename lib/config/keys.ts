// One secret, a key for each use: what leaks or is broken in one place opens no other.
import { hkdfSync } from "node:crypto";

/** 32 bytes by HKDF-SHA256 (RFC 5869), bound to the label. The same secret and label give the same key on every server. */
export function deriveKey(secret: string, label: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "pennypost", label, 32));
}
