// EVM addresses and 32-byte words in lower-case hex, so that two of them are the same if they are `===`.

declare const form: unique symbol;

export type Hex = `0x${string}`;
/** 20 bytes. Made by `toAddress`, or read from a row. */
export type Address = Hex & { readonly [form]: "address" };
/** 32 bytes: a transaction, a block, a nonce. Made by `toHash`, or read from a row. */
export type Hash = Hex & { readonly [form]: "hash" };

export const ADDRESS_FORM = /^0x[0-9a-fA-F]{40}$/;
export const HASH_FORM = /^0x[0-9a-fA-F]{64}$/;

/** An address in whatever case it came. Throws for anything else. */
export function toAddress(text: string): Address {
  if (!ADDRESS_FORM.test(text)) throw new TypeError("not an address");
  return text.toLowerCase() as Address;
}

/** 32 bytes in whatever case they came. Throws for anything else. */
export function toHash(text: string): Hash {
  if (!HASH_FORM.test(text)) throw new TypeError("not 32 bytes");
  return text.toLowerCase() as Hash;
}

/** "0x1234…abcd", whatever case it came in: the capitals of a checksum check nothing when most of it is left out. */
export function shorten(hex: string): string {
  return `${hex.slice(0, 6)}…${hex.slice(-4)}`.toLowerCase();
}
