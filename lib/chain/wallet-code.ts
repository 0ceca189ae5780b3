// Whether a wallet has code: asked of the node once in a while for each, so that signatures nobody can have made cost it nothing.
import { LRUCache } from "lru-cache";
import type { Address } from "../kernel/address";
import { elapsedMs } from "../kernel/clock";
import type { ChainClient } from "./client";

/** A wallet that is deployed meanwhile waits for so long at most. */
const FRESH_MS = 30_000;
const WALLETS_MAX = 10_000;

export function createCodeReader(client: ChainClient): (wallet: Address) => Promise<boolean> {
  const lately = new LRUCache<Address, { hasCode: Promise<boolean>; until: number }>({ max: WALLETS_MAX });
  return (wallet) => {
    const found = lately.get(wallet);
    if (found && found.until > elapsedMs()) return found.hasCode;
    const hasCode = client.getCode({ address: wallet }).then((code) => code !== undefined);
    hasCode.catch(() => lately.delete(wallet));
    lately.set(wallet, { hasCode, until: elapsedMs() + FRESH_MS });
    return hasCode;
  };
}
