// The oracle: what is true of a purchase for somebody who sees only the chain and HTTP. It asks no database of ours and believes
// no answer to a payment: money is what USDC's logs say, delivery is what the buyer's wallet opens after it signed in.
import { createHash } from "node:crypto";
import type { LocalAccount } from "viem";
import { parseAbi } from "viem";
import type { ChainClient } from "../../scripts/local/chain";
import { usdc } from "../../scripts/local/usdc";
import { signIn } from "../support/api";

/** A wallet that was made for this deal alone, and what it tried to buy: whatever leaves it was charged for one of these. */
export interface Deal {
  buyer: { account: LocalAccount };
  urls: string[];
}

export interface Truth {
  /** How often the wallet's money went to somebody. */
  charges: number;
  /** What it can open. */
  served: string[];
}

export type Wrong = "charged and unserved" | "served and uncharged" | "charged twice";

const transfer = parseAbi(["event Transfer(address indexed from, address indexed to, uint256 value)"]);

/** An address of its own for each buyer, so that none of them shares a limit with another. */
function addressOf({ address }: LocalAccount): string {
  return [...createHash("sha256").update(address).digest().subarray(0, 4)].join(".");
}

export async function truthOf(chain: ChainClient, { buyer, urls }: Deal): Promise<Truth> {
  const { account } = buyer;
  const logs = await chain.getContractEvents({
    address: usdc,
    abi: transfer,
    eventName: "Transfer",
    args: { from: account.address },
    fromBlock: 0n,
  });
  const { get } = await signIn(new URL(urls[0] ?? "").origin, buyer, addressOf(account));
  const served: string[] = [];
  for (const url of urls) {
    const response = await get(new URL(url).pathname);
    await response.arrayBuffer();
    if (response.status === 200) served.push(url);
  }
  return { charges: logs.length, served };
}

export function wrongOf({ charges, served }: Truth): Wrong | null {
  if (charges > 0 && served.length === 0) return "charged and unserved";
  if (charges < served.length) return "served and uncharged";
  return charges > served.length ? "charged twice" : null;
}
