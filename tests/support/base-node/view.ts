// What one of the nodes behind the address has seen: blocks up to its head, and nothing of what lies above.
import { type Ask, toHex } from "./anvil";
import { RpcRefusal } from "./refusal";
import type { Traits } from "./traits";

export interface View {
  head: number;
  /** It has not seen the newest blocks, nor what waits for the next one. */
  isBehind: boolean;
}

/** Where a method takes its block. */
const blockPositions: Record<string, number> = {
  eth_getBlockByNumber: 0,
  eth_getBlockTransactionCountByNumber: 0,
  eth_getBlockReceipts: 0,
  eth_getTransactionByBlockNumberAndIndex: 0,
  eth_getBalance: 1,
  eth_getCode: 1,
  eth_getTransactionCount: 1,
  eth_call: 1,
  eth_estimateGas: 1,
  eth_createAccessList: 1,
  eth_simulateV1: 1,
  eth_feeHistory: 1,
  eth_getStorageAt: 2,
  eth_getProof: 2,
};

/** A block's tag or number as this node understands it: a number, or "pending" where it knows of that. */
export function blockOf(block: unknown, { head, isBehind }: View, { safeBehind, finalizedBehind }: Traits): string {
  const below = (blocks: number) => toHex(Math.max(0, head - blocks));
  switch (block) {
    case undefined:
    case null:
    case "latest":
      return toHex(head);
    case "safe":
      return below(safeBehind);
    case "finalized":
      return below(finalizedBehind);
    case "earliest":
      return "0x0";
    case "pending":
      return isBehind ? toHex(head) : "pending";
    default:
      return String(block);
  }
}

/** Asks a method that takes a block, or one that takes none, as a node with this view answers. */
export async function askFrom(ask: Ask, view: View, traits: Traits, method: string, params: unknown[]): Promise<unknown> {
  if (method === "eth_blockNumber") return toHex(view.head);
  const position = blockPositions[method];
  if (position === undefined) return ask(method, params);
  const block = blockOf(params[position], view, traits);
  if (Number(block) > view.head) return unknownBlock(method);
  const rest = params.slice(position + 1);
  return ask(method, [...Array.from({ length: position }, (_, index) => params[index] ?? null), block, ...rest]);
}

/** geth's answers: a block that is not there is null, a state that is not there an error. */
function unknownBlock(method: string): null {
  if (method.startsWith("eth_getBlock") || method === "eth_getTransactionByBlockNumberAndIndex") return null;
  throw new RpcRefusal(-32000, "header not found");
}
