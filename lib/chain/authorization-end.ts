// How an authorization ended: the log that USDC writes once for each, when it is spent or cancelled (EIP-3009).
import { encodeEventTopics, numberToHex, pad } from "viem";
import { type Hash, type Hex, toHash } from "../kernel/address";
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

/** Looks for it in the logs of these blocks, both included. */
export function createEndFinder(client: ChainClient, asset: Hex) {
  const ranges = createLogRanges();
  return async ({ from, nonce }: Pick<Authorization, "from" | "nonce">, range: BlockRange): Promise<AuthorizationEnd | null> => {
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
}
