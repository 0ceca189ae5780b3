// EVM addresses and 32-byte words. Stored and compared as lower-case hex.

declare const form: unique symbol;

export type Hex = `0x${string}`;
/** 20 bytes in lower-case hex, so two of them are the same if they are `===`. Made by `toAddress`, or read from a row. */
export type Address = Hex & { readonly [form]: "address" };

export const ADDRESS_FORM = /^0x[0-9a-fA-F]{40}$/;

/** An address in whatever case it came. Throws for anything else. */
export function toAddress(text: string): Address {
  if (!ADDRESS_FORM.test(text)) throw new TypeError("not an address");
  return text.toLowerCase() as Address;
}

/** Lower-case form, the one that is stored and compared. */
export function lower(hex: Hex): Hex;
export function lower(hex: string): string;
export function lower(hex: string): string {
  return hex.toLowerCase();
}

/** "0x1234…abcd", whatever case it came in: the capitals of a checksum check nothing when most of it is left out. */
export function shorten(hex: string): string {
  return `${hex.slice(0, 6)}…${hex.slice(-4)}`.toLowerCase();
}
