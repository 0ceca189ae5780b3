// Keys of stored files: 128 random bits, never derived from names, so that they cannot be guessed or chosen.
import { randomBytes } from "node:crypto";

const form = /^[0-9a-f]{2}\/[0-9a-f]{32}$/;

export function newStorageKey(): string {
  const name = randomBytes(16).toString("hex");
  return `${name.slice(0, 2)}/${name}`;
}

function isStorageKey(text: string): boolean {
  return form.test(text);
}

/** Checked before a key becomes a path or an object's name. */
export function requireStorageKey(text: string): string {
  if (!isStorageKey(text)) throw new Error("not a storage key");
  return text;
}
