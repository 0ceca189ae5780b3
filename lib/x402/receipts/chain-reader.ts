// The few chain reads that a verifier needs, over JSON-RPC to any node, independent of our servers.
import { getHttpRpcClient } from "viem/utils";
import { z } from "zod";
import { HASH_FORM, type Hash, type Hex, toHash } from "../../kernel/address";

export interface MinedTransaction {
  isSuccess: boolean;
  blockNumber: bigint;
  blockHash: Hash;
  logs: { address: Hex; topics: Hex[]; data: Hex; logIndex: number }[];
}

export interface ChainReader {
  chainId(): Promise<number>;
  findTransaction(hash: Hash): Promise<MinedTransaction | null>;
  findBlock(number: bigint): Promise<{ hash: Hash; time: Date } | null>;
  latestBlock(): Promise<bigint>;
}

const PATIENCE_MS = 10_000;

const word = z
  .string()
  .regex(/^0x[0-9a-fA-F]*$/)
  .transform((text) => text.toLowerCase() as Hex);
const hash = z.string().regex(HASH_FORM).transform(toHash);
const quantity = z
  .string()
  .regex(/^0x[0-9a-fA-F]{1,64}$/)
  .transform(BigInt);
const number = quantity.transform(Number);

const mined = z.object({
  status: quantity,
  blockNumber: quantity,
  blockHash: hash,
  logs: z.array(z.object({ address: word, topics: z.array(word), data: word, logIndex: number })),
});
const block = z.object({ hash, timestamp: number });

/** Throws an error with a readable message when the node does not answer, or answers with something else. */
export function createRpcReader(url: string): ChainReader {
  const rpc = getHttpRpcClient(url, { timeout: PATIENCE_MS });

  async function ask<T>(schema: z.ZodType<T>, method: string, ...params: unknown[]): Promise<T> {
    const { result, error } = await rpc.request({ body: { method, params } });
    if (error) throw new Error(`it answered ${method} with an error`);
    const answer = schema.safeParse(result);
    if (!answer.success) throw new Error(`it answered ${method} with something else`);
    return answer.data;
  }

  return {
    chainId: () => ask(number, "eth_chainId"),
    latestBlock: () => ask(quantity, "eth_blockNumber"),
    async findTransaction(hash) {
      const found = await ask(mined.nullable(), "eth_getTransactionReceipt", hash);
      return found && { ...found, isSuccess: found.status === 1n };
    },
    async findBlock(height) {
      const found = await ask(block.nullable(), "eth_getBlockByNumber", `0x${height.toString(16)}`, false);
      return found && { hash: found.hash, time: new Date(found.timestamp * 1000) };
    },
  };
}
