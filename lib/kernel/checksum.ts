// EIP-55, the form of an address that is shown. In a file of its own: hashing is more code than a page should load to shorten an address.
import { getAddress } from "viem/utils";
import type { Hex } from "./address";

export function checksum(address: string): Hex {
  return getAddress(address);
}
