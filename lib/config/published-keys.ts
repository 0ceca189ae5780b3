// The keys that anvil and hardhat publish: anybody can spend what they hold, so they serve on the local chain only.
import { mnemonicToAccount, privateKeyToAccount } from "viem/accounts";
import type { Hex } from "../kernel/address";

/** The local chain's SERVER_SECRET, so that demo receipts verify after a restart; refused on every real network. */
export const LOCAL_SERVER_SECRET = "pennypost local chain only: published, and so no secret";

const MNEMONIC = "test test test test test test test test test test test junk";
const PUBLISHED = 20;

/** True for a private key of the published mnemonic's first accounts. */
export function isPublishedKey(privateKey: Hex): boolean {
  const { address } = privateKeyToAccount(privateKey);
  return Array.from({ length: PUBLISHED }, (_, addressIndex) => mnemonicToAccount(MNEMONIC, { addressIndex }).address).includes(
    address,
  );
}
