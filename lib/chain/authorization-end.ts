// How an authorization ended: the log that USDC writes once for each, when it is spent or cancelled (EIP-3009).
import { LRUCache } from "lru-cache";
import { encodeEventTopics, numberToHex, pad } from "viem";
import { type Hash, type Hex, toHash } from "../kernel/address";
import { elapsedMs } from "../kernel/clock";
import type { Authorization } from "../x402/exact/authorization";
import { usdcAbi } from "./abi";
import type { ChainClient } from "./client";
import { type BlockRange, createLogRanges } from "./log-ranges";

export interface AuthorizationEnd {
  transaction: Hash;
  blockNumber: bigint;
  /** It paid nobody. */
  isCancelled: boolean;
}

const [SPENT] = encodeEventTopics({ abi: usdcAbi, eventName: "AuthorizationUsed" });
const [CANCELLED] = encodeEventTopics({ abi: usdcAbi, eventName: "AuthorizationCanceled" });

/** A search is dear, and whoever shows a payment can cause one: what was found, or was not, holds for so long at the same block. */
const FOUND_MS = 3_000;
const MISSED_MS = 900;
const SEARCHES_MAX = 1_000;

interface Search {
  end: Promise<AuthorizationEnd | null>;
  until: number;
}

/** Looks for it in the logs of these blocks, both included; or answers with what such a look found a moment ago. */
export function createEndFinder(client: ChainClient, asset: Hex) {
  const ranges = createLogRanges();
  const lately = new LRUCache<string, Search>({ max: SEARCHES_MAX });
  const search = async (
    { from, nonce }: Pick<Authorization, "from" | "nonce">,
    range: BlockRange,
  ): Promise<AuthorizationEnd | null> => {
    const topics = [[SPENT, CANCELLED], pad(from), nonce];
    const query = ({ fromBlock, toBlock }: BlockRange) =>
      client.request({
        method: "eth_getLogs",
        params: [{ address: asset, topics, fromBlock: numberToHex(fromBlock), toBlock: numberToHex(toBlock) }],
      });
    for await (const [log] of ranges.read(range, query)) {
      const { transactionHash, blockNumber, topics: found } = log ?? {};
      if (!transactionHash || !blockNumber) continue;
      return { transaction: toHash(transactionHash), blockNumber: BigInt(blockNumber), isCancelled: found?.[0] === CANCELLED };
    }
    return null;
  };
  return (authorization: Pick<Authorization, "from" | "nonce">, range: BlockRange): Promise<AuthorizationEnd | null> => {
    const key = [authorization.from, authorization.nonce, range.fromBlock, range.toBlock].join(" ");
    const last = lately.get(key);
    if (last && elapsedMs() < last.until) return last.end;
    const entry: Search = { end: search(authorization, range), until: Number.POSITIVE_INFINITY };
    const holdFor = (ms: number) => {
      entry.until = elapsedMs() + ms;
    };
    entry.end.then(
      (end) => holdFor(end ? FOUND_MS : MISSED_MS),
      () => holdFor(0),
    );
    lately.set(key, entry);
    return entry.end;
  };
}
