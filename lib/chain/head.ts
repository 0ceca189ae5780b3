// The newest block, fetched at most once a second however many purchases ask.
import type { ChainClient } from "./client";

export interface ChainHead {
  number: bigint;
  /** Unix seconds: the later of the block's time and our clock, since the next block will be later still. */
  time: bigint;
  /** Wei per gas. */
  baseFee: bigint;
}

const FRESH_MS = 1_000;

export function createHeadReader(client: ChainClient): () => Promise<ChainHead> {
  let cached: { head: Promise<ChainHead>; at: number } | undefined;

  async function fetchHead(): Promise<ChainHead> {
    const block = await client.getBlock({ blockTag: "latest" });
    const clock = BigInt(Math.floor(Date.now() / 1000));
    const time = block.timestamp > clock ? block.timestamp : clock;
    return { number: block.number, time, baseFee: block.baseFeePerGas ?? 0n };
  }

  return () => {
    if (!cached || Date.now() - cached.at > FRESH_MS) {
      const head = fetchHead();
      cached = { head, at: Date.now() };
      head.catch(() => {
        cached = undefined;
      });
    }
    return cached.head;
  };
}
