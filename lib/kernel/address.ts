// EVM addresses and 32-byte words. Stored and compared as lower-case hex.

export type Address = `0x${string}`;
export type Hex = `0x${string}`;

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
