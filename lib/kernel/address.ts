// EVM addresses and 32-byte words (EIP-55 for display). Stored and compared as lower-case hex.
import { getAddress, isAddress } from "viem/utils";

export type Address = `0x${string}`;
export type Hex = `0x${string}`;

/** Lower-case form, the one that is stored and compared. */
export function lower<T extends string>(hex: T): Lowercase<T> {
  return hex.toLowerCase() as Lowercase<T>;
}

/** Checksummed form (EIP-55), the one that is shown. */
export function checksum(address: string): Address {
  return getAddress(address);
}

/** "0x1234…abcd" */
export function shorten(hex: string): string {
  return `${hex.slice(0, 6)}…${hex.slice(-4)}`;
}

/** True for any well-formed address, whatever its letter case. */
export function isEvmAddress(value: string): value is Address {
  return isAddress(value, { strict: false });
}
