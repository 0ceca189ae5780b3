// The accounts of every local chain. Their mnemonic is published with anvil and hardhat: never send real money to them.
import { pbkdf2Sync } from "node:crypto";
import { type Hex, toHex } from "viem";
import { type HDAccount, HDKey, hdKeyToAccount } from "viem/accounts";

const MNEMONIC = "test test test test test test test test test test test junk";

export interface LocalAccount {
  index: number;
  address: Hex;
  privateKey: Hex;
  account: HDAccount;
}

// BIP-39 seed of the mnemonic, BIP-44 path m/44'/60'/0'/0/index (viem's default).
const root = HDKey.fromMasterSeed(pbkdf2Sync(MNEMONIC, "mnemonic", 2048, 64, "sha512"));

function derive(index: number): LocalAccount {
  const account = hdKeyToAccount(root, { addressIndex: index });
  const key = account.getHdKey().privateKey;
  if (!key) throw new Error("the mnemonic yields no private key");
  return { index, address: account.address, privateKey: toHex(key), account };
}

const all = Array.from({ length: 10 }, (_, index) => derive(index));
const at = (index: number): LocalAccount => all[index] as LocalAccount;

export const accounts = {
  all,
  /** Pays gas for settlements. */
  relayer: at(0),
  creators: all.slice(1, 4),
  readers: all.slice(4, 9),
  /** Owner, master minter and minter of the local USDC: the faucet. */
  minter: at(9),
};
