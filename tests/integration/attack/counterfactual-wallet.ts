// A smart wallet that is only an address until somebody deploys it: its code checks one key's signatures (ERC-1271).
import { concatHex, type Hex, keccak256, numberToHex, pad, serializeErc6492Signature, size } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";

/** The CREATE2 deployer that anvil has from its first block: salt, then creation code; it reverts where code stands already. */
export const FACTORY: Hex = "0x4e59b44847b379578588920ca78fbf26c0b4956c";
const SALT: Hex = pad("0x1");

export interface CounterfactualWallet {
  address: Hex;
  key: PrivateKeyAccount;
  /** What the factory is called with. */
  deployment: Hex;
}

/** ERC-1271 over ecrecover: valid is what `owner` signed. */
export function walletCode(owner: Hex): Hex {
  const recover = "60043560005260a43560001a602052606435604052608435606052602060006080600060015afa50";
  const decide = `60005173${owner.slice(2).toLowerCase()}1460495760006000fd`;
  return `0x${recover}${decide}5b7f1626ba7e${"00".repeat(28)}60005260206000f3`;
}

export function newWallet(): CounterfactualWallet {
  const key = privateKeyToAccount(generatePrivateKey());
  const code = walletCode(key.address);
  const creation = concatHex(["0x61", numberToHex(size(code), { size: 2 }), "0x80600c6000396000f3", code]);
  const hash = keccak256(concatHex(["0xff", FACTORY, SALT, keccak256(creation)]));
  return { address: `0x${hash.slice(-40)}`, key, deployment: concatHex([SALT, creation]) };
}

/** The key's signature with the wallet's deployment around it (ERC-6492). */
export const wrapSignature = ({ deployment }: CounterfactualWallet, signature: Hex): Hex =>
  serializeErc6492Signature({ address: FACTORY, data: deployment, signature });
