// The newest block, fetched at most once a second however many purchases ask.
import { elapsedMs } from "../kernel/clock";
import type { ChainClient } from "./client";

export interface ChainHead {
  number: bigint;
  /** Unix seconds: the later of the block's time and our clock, since the next block will be later still. */
  time: bigint;
  /** Wei per gas. */
  baseFee: bigint;
}

const FRESH_MS = 1_000;

export interface HeadReader {
  head(): Promise<ChainHead>;
  /** Asks for it already, for who will want it in a moment. */
  expectHead(): void;
  /** Unix seconds: the later of our clock and the newest block that was seen. */
  knownTime(): bigint;
}

const later = (a: bigint, b: bigint) => (a > b ? a : b);

export function createHeadReader(client: ChainClient): HeadReader {
  let cached: { head: Promise<ChainHead>; at: number } | undefined;
  let newest = 0n;

  const afterClock = (time: bigint) => later(time, BigInt(Math.floor(Date.now() / 1000)));

  async function fetchHead(): Promise<ChainHead> {
    const block = await client.getBlock({ blockTag: "latest" });
    newest = later(newest, block.timestamp);
    return { number: block.number, time: afterClock(block.timestamp), baseFee: block.baseFeePerGas ?? 0n };
  }

  function head(): Promise<ChainHead> {
    if (!cached || elapsedMs() - cached.at > FRESH_MS) {
      const fetched = fetchHead();
      cached = { head: fetched, at: elapsedMs() };
      fetched.catch(() => {
        cached = undefined;
      });
    }
    return cached.head;
  }

  return {
    head,
    expectHead: () => void head(),
    knownTime: () => afterClock(newest),
  };
}
