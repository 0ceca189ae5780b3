// Blocks as the chain has them now, asked for by height. A receipt may come before its block is sealed, with a hash of zeros or one
// that no block will have; and the node that answers may not have come as far as the one that was asked before.
import { BaseError } from "viem";
import { type Hash, toHash } from "../kernel/address";
import { SharedLooks } from "../kernel/shared-looks";
import type { ChainClient } from "./client";
import type { BlockPlace, Standing } from "./usdc";

/** Enough for what is under way at one time. */
const TIMES_MAX = 1_000;

const toDate = (seconds: bigint) => new Date(Number(seconds) * 1000);

async function unlessNotFound<T>(block: Promise<T>): Promise<T | null> {
  try {
    return await block;
  } catch (error) {
    if (error instanceof BaseError && error.name === "BlockNotFoundError") return null;
    throw error;
  }
}

type Block = Awaited<ReturnType<ChainClient["getBlock"]>>;

export function createBlocks(client: ChainClient) {
  const looks = new SharedLooks<Block | null>();
  /** By hash; oldest first. */
  const times = new Map<Hash, Date>();

  function remember(hash: Hash, seconds: bigint): Date {
    const time = toDate(seconds);
    times.set(hash, time);
    const [oldest] = times.keys();
    if (oldest && times.size > TIMES_MAX) times.delete(oldest);
    return time;
  }

  async function standingOf({ blockNumber, blockHash }: BlockPlace): Promise<Standing> {
    const look = () => unlessNotFound<Block>(client.getBlock({ blockNumber }));
    const block = await looks.share(client, String(blockNumber), look);
    if (!block?.hash) return "unseen";
    remember(toHash(block.hash), block.timestamp);
    return toHash(block.hash) === blockHash ? "stands" : "replaced";
  }

  return {
    standingOf,

    /** How many sealed blocks lie from this one to the newest, both included, counted up to `enough`; 0 if it is not seen sealed. */
    async depthOf(block: BlockPlace, enough: number): Promise<number> {
      const newest = enough > 1 ? client.getBlockNumber({ cacheTime: 0 }) : block.blockNumber;
      const [standing, head] = await Promise.all([standingOf(block), newest]);
      if (standing !== "stands") return 0;
      return Math.min(enough, Math.max(1, Number(head - block.blockNumber) + 1));
    },

    /** When a sealed block was made. */
    async timeOf(blockHash: Hash): Promise<Date> {
      return times.get(blockHash) ?? remember(blockHash, (await client.getBlock({ blockHash })).timestamp);
    },
  };
}
