// The methods in which a public node differs from anvil.
import { setTimeout as sleep } from "node:timers/promises";
import type { TransactionSerialized } from "viem";
import type { Ask } from "./anvil";
import { type LogFilter, limitedLogs } from "./log-limits";
import { refuseGap, refuseOverPending } from "./pool";
import { preconfirmedReceipt } from "./preconfirmations";
import { RpcRefusal } from "./refusal";
import type { Traits } from "./traits";
import { askFrom, blockOf, type View } from "./view";

/** How long eth_sendRawTransactionSync waits where the client does not say: two seconds on Base. */
const SYNC_MS = 2_000;
const SYNC_POLL_MS = 25;

interface Mined {
  blockNumber: string | null;
}

const isHidden = (found: Mined | null, { head }: View) => found !== null && Number(found.blockNumber ?? 0) > head;

async function receiptOf(ask: Ask, view: View, traits: Traits, hash: string): Promise<object | null> {
  const receipt = await ask<(Mined & object) | null>("eth_getTransactionReceipt", [hash]);
  if (receipt) return isHidden(receipt, view) ? null : receipt;
  return view.isBehind ? null : preconfirmedReceipt(ask, hash, traits.preconfirmations);
}

async function send(ask: Ask, traits: Traits, raw: string): Promise<string> {
  await refuseOverPending(ask, raw as TransactionSerialized, traits.pendingMax);
  await refuseGap(ask, raw as TransactionSerialized, traits.keepsGaps);
  return ask<string>("eth_sendRawTransaction", [raw]);
}

/** Alchemy calls a method that it does not serve an invalid request (safe-global/safe-core-sdk issue 502); geth knows it not. */
function refuseSync(code: -32601 | -32600): RpcRefusal {
  if (code === -32600) return new RpcRefusal(code, "Unsupported method: eth_sendRawTransactionSync.", 400);
  return new RpcRefusal(code, "the method eth_sendRawTransactionSync does not exist/is not available");
}

/** EIP-7966: the receipt, or error 4 when it did not come in time; the transaction then waits in the pool. */
async function sendSync(ask: Ask, view: View, traits: Traits, raw: string): Promise<object> {
  if (traits.sendSync !== "known") throw refuseSync(traits.sendSync);
  const hash = await send(ask, traits, raw);
  for (const end = Date.now() + SYNC_MS; Date.now() < end; await sleep(SYNC_POLL_MS)) {
    const receipt = await receiptOf(ask, { ...view, head: Number.MAX_SAFE_INTEGER, isBehind: false }, traits, hash);
    if (receipt) return receipt;
  }
  throw new RpcRefusal(4, `Transaction ${hash} was added to the mempool but wasn't confirmed within ${SYNC_MS}ms.`, 200, hash);
}

async function logsOf(ask: Ask, view: View, traits: Traits, filter: LogFilter): Promise<unknown> {
  if (filter.blockHash) {
    const logs = await ask<Mined[]>("eth_getLogs", [filter]);
    if (logs.some((log) => isHidden(log, view))) throw new RpcRefusal(-32000, "unknown block");
    return logs;
  }
  const [fromBlock, toBlock] = [blockOf(filter.fromBlock, view, traits), blockOf(filter.toBlock, view, traits)];
  return limitedLogs(ask, traits, { ...filter, fromBlock, toBlock }, view.head);
}

/** As a node with these traits answers that has seen so much. Throws RpcRefusal. */
export async function answerAs(ask: Ask, view: View, traits: Traits, method: string, params: unknown[]): Promise<unknown> {
  const [first] = params;
  switch (method) {
    case "eth_getTransactionReceipt":
      return receiptOf(ask, view, traits, String(first));
    case "eth_getBlockByHash":
    case "eth_getTransactionByHash": {
      const found = await ask<Mined & { number?: string }>(method, params);
      return found && isHidden({ blockNumber: found.number ?? found.blockNumber }, view) ? null : found;
    }
    case "eth_getLogs":
      return logsOf(ask, view, traits, first as LogFilter);
    case "eth_sendRawTransaction":
      return send(ask, traits, String(first));
    case "eth_sendRawTransactionSync":
      return sendSync(ask, view, traits, String(first));
    default:
      return askFrom(ask, view, traits, method, params);
  }
}

/** Takes the block's time out of logs and receipts, as nodes answer that do not name it. */
export function withoutBlockTime(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer, (key, value) => (key === "blockTimestamp" ? undefined : value)));
}
