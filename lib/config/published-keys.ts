// The keys that anvil and hardhat publish: anybody can spend what they hold, so they serve on the local chain only.
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import type { Hex } from "../kernel/address";

const MNEMONIC = "test test test test test test test test test test test junk";
const PUBLISHED = 20;

/** True for a private key of the published mnemonic's first accounts. */
export function isPublishedKey(privateKey: Hex): boolean {
  const { address } = privateKeyToAccount(privateKey);
  return Array.from({ length: PUBLISHED }, (_, addressIndex) => mnemonicToAccount(MNEMONIC, { addressIndex }).address).includes(
    address,
  );
}
