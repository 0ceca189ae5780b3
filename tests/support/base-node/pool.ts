// The transactions that wait, and how many of one sender may.
import { parseTransaction, recoverTransactionAddress, type TransactionSerialized } from "viem";
import type { Ask } from "./anvil";
import { RpcRefusal } from "./refusal";

export interface PooledTransaction {
  hash: string;
  from: string;
  to: string | null;
  nonce: string;
  gas: string;
  input: string;
  value: string;
  type: string;
}

type Pool = Record<"pending" | "queued", Record<string, Record<string, PooledTransaction>>>;

/** Those that the next block can take, in the order of each sender's nonces. */
export async function pendingTransactions(ask: Ask): Promise<PooledTransaction[]> {
  const { pending } = await ask<Pool>("txpool_content");
  return Object.values(pending).flatMap((bySender) => Object.values(bySender).sort((a, b) => Number(a.nonce) - Number(b.nonce)));
}

/** Null for what is none: the node itself then says so. */
async function decode(raw: TransactionSerialized): Promise<{ sender: string; nonce: number } | null> {
  try {
    const sender = await recoverTransactionAddress({ serializedTransaction: raw });
    return { sender: sender.toLowerCase(), nonce: parseTransaction(raw).nonce ?? 0 };
  } catch {
    return null;
  }
}

/**
 * Refuses what is too much for one sender, as reth does: -32003 "txpool is full", also where nobody else has one in it. The
 * transaction that the chain waits for, and one in the place of another, are always taken.
 */
export async function refuseOverPending(ask: Ask, raw: TransactionSerialized, max: number | null): Promise<void> {
  const transaction = max === null ? null : await decode(raw);
  if (max === null || !transaction) return;
  const { sender, nonce } = transaction;
  const { pending, queued } = await ask<Pool>("txpool_content");
  const waiting = [...Object.keys(pending[sender] ?? {}), ...Object.keys(queued[sender] ?? {})];
  if (waiting.length < max || waiting.includes(String(nonce))) return;
  if (nonce === Number(await ask<string>("eth_getTransactionCount", [sender, "latest"]))) return;
  throw new RpcRefusal(-32003, "txpool is full");
}

/** Refuses what does not follow those that wait, in geth's words (core/error.go). */
export async function refuseGap(ask: Ask, raw: TransactionSerialized, keepsGaps: boolean): Promise<void> {
  const transaction = keepsGaps ? null : await decode(raw);
  if (!transaction) return;
  const { sender, nonce } = transaction;
  const { pending } = await ask<Pool>("txpool_content");
  const waiting = Object.keys(pending[sender] ?? {}).map(Number);
  const next = Math.max(
    Number(await ask<string>("eth_getTransactionCount", [sender, "latest"])),
    ...waiting.map((each) => each + 1),
  );
  if (nonce > next) throw new RpcRefusal(-32000, `nonce too high: address ${sender}, tx: ${nonce} state: ${next}`);
}
