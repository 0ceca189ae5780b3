// Receipts as the node has them. Many payments may wait for one transaction: at each block one of them asks, and tells the others.
import { LRUCache } from "lru-cache";
import { BaseError, type TransactionReceipt } from "viem";
import type { Hash } from "../kernel/address";
import { SharedLooks } from "../kernel/shared-looks";
import type { ChainClient } from "./client";

/** The node that answered may not have come as far as the one that knew the block: so the same block is asked about again. */
const FRESH_MS = 750;
const TRANSACTIONS_MAX = 1_000;

interface Look {
  head: bigint;
  at: number;
  receipt: Promise<TransactionReceipt | null>;
}

export function createReceiptReader(client: ChainClient, now: () => number = Date.now) {
  const looks = new SharedLooks<TransactionReceipt | null>();
  const lately = new LRUCache<Hash, Look>({ max: TRANSACTIONS_MAX });

  const ask = (hash: Hash) =>
    client.getTransactionReceipt({ hash }).catch((error: unknown) => {
      if (error instanceof BaseError && error.name === "TransactionReceiptNotFoundError") return null;
      throw error;
    });

  return {
    /** As of now; null if the node knows none. */
    find: (hash: Hash): Promise<TransactionReceipt | null> => looks.share(client, hash, () => ask(hash)),

    /** The same for who waits, block by block: what anybody was told a moment ago, under this newest block, will do. */
    findAt(hash: Hash, head: bigint): Promise<TransactionReceipt | null> {
      const seen = lately.get(hash);
      if (seen?.head === head && now() - seen.at < FRESH_MS) return seen.receipt;
      const receipt = ask(hash);
      lately.set(hash, { head, at: now(), receipt });
      receipt.catch(() => lately.delete(hash));
      return receipt;
    },
  };
}
