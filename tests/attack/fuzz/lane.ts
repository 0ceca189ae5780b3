// One payer of the fuzz run: its valid payment, signed anew before it gets old, so that one wrong thing is all that is wrong.

import { randomBytes } from "node:crypto";
import type { LocalAccount } from "viem";
import { HDKey, hdKeyToAccount } from "viem/accounts";
import { mint } from "../../../scripts/local/usdc";
import { type ExactPayload, signFor } from "../../conformance/payer";
import type { Market } from "../../support/market";

const FRESH_MS = 60_000;

/** A payment that would be taken, in both versions. */
export interface Base {
  account: LocalAccount;
  v1: Record<string, unknown>;
  v2: Record<string, unknown>;
  payload: ExactPayload;
}

export interface Lane {
  base(): Promise<Base>;
  nextPath(): string;
}

export async function newLane(market: Market, paths: string[]): Promise<Lane> {
  const account = hdKeyToAccount(HDKey.fromMasterSeed(randomBytes(32)));
  await mint(market.chain, account.address, 1_000_000n);
  let current: { base: Base; at: number } | undefined;
  let turn = 0;
  return {
    async base() {
      if (!current || Date.now() - current.at > FRESH_MS) {
        const signed = await signFor(market.origin + paths[0], { account });
        current = { base: { account, ...signed } as Base, at: Date.now() };
      }
      return current.base;
    },
    nextPath: () => paths[turn++ % paths.length] ?? "",
  };
}
