// Every payment by authorization that reached our creators, as the chain logged it, whoever sent it: what books are compared
// with, and rebuilt from.
import { type Address, type Hash, toAddress, toHash } from "../kernel/address";
import type { Network } from "../x402/networks";
import { usdcAbi } from "./abi";
import type { ChainClient } from "./client";
import { type BlockRange, createLogRanges } from "./log-ranges";

/** An AuthorizationUsed and the Transfer right after it (EIP-3009). Amount in atomic USDC. */
export interface ChainPayment {
  transaction: Hash;
  /** Of the Transfer. */
  logIndex: number;
  blockNumber: bigint;
  blockHash: Hash;
  from: Address;
  to: Address;
  value: bigint;
  nonce: Hash;
}

export interface PaymentLog {
  /** The newest block, asked for afresh. */
  latestBlock(): Promise<bigint>;
  /** The newest block that cannot be reorganised away. */
  finalizedBlock(): Promise<{ number: bigint; time: Date }>;
  /** Payments to `payees` in these blocks, both included, oldest first. */
  list(payees: readonly Address[], fromBlock: bigint, toBlock: bigint): Promise<ChainPayment[]>;
  /** How many transactions of this address the chain has counted. Of now: most nodes have no state of older blocks. */
  transactionCount(address: Address): Promise<number>;
}

/** So that one answer stays small, also where a node would allow more. */
const BLOCKS_PER_CALL = 2_000n;
const ADDRESSES_PER_CALL = 200;

function inChunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}

export function createPaymentLog(client: ChainClient, network: Network): PaymentLog {
  const contract = { address: network.asset, abi: usdcAbi } as const;
  const ranges = createLogRanges(BLOCKS_PER_CALL);

  async function listPart(payees: Address[], part: BlockRange): Promise<ChainPayment[]> {
    const range = { ...contract, ...part, strict: true } as const;
    const transfers = await client.getContractEvents({ ...range, eventName: "Transfer", args: { to: payees } });
    const payers = [...new Set(transfers.map(({ args }) => toAddress(args.from)))];
    const used = new Map<string, Hash>();
    for (const authorizer of inChunks(payers, ADDRESSES_PER_CALL)) {
      const logs = await client.getContractEvents({ ...range, eventName: "AuthorizationUsed", args: { authorizer } });
      for (const { transactionHash, logIndex, args } of logs)
        used.set(`${transactionHash}:${logIndex}:${toAddress(args.authorizer)}`, toHash(args.nonce));
    }
    return transfers.flatMap(({ transactionHash, logIndex, blockNumber, blockHash, args }) => {
      const from = toAddress(args.from);
      const nonce = used.get(`${transactionHash}:${logIndex - 1}:${from}`);
      if (!nonce) return [];
      const place = { transaction: toHash(transactionHash), logIndex, blockNumber, blockHash: toHash(blockHash) };
      return [{ ...place, from, to: toAddress(args.to), value: args.value, nonce }];
    });
  }

  return {
    latestBlock: () => client.getBlockNumber({ cacheTime: 0 }),
    async finalizedBlock() {
      const { number, timestamp } = await client.getBlock({ blockTag: "finalized" });
      return { number, time: new Date(Number(timestamp) * 1000) };
    },
    async list(payees, fromBlock, toBlock) {
      const found: ChainPayment[] = [];
      for (const some of inChunks(payees, ADDRESSES_PER_CALL)) {
        for await (const payments of ranges.read({ fromBlock, toBlock }, (part) => listPart(some, part))) found.push(...payments);
      }
      return found.sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex);
    },
    transactionCount: (address) => client.getTransactionCount({ address }),
  };
}
