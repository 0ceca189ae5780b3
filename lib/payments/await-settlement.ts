// Waiting for the chain's word on an attempt. Any doubt is "not yet", never "failed".
import { setTimeout as sleep } from "node:timers/promises";
import type { Submitted } from "../chain/facilitator";
import type { ChainSettlement } from "../chain/usdc";
import type { Hex } from "../kernel/address";
import type { PaymentDeps } from "./deps";
import { listAttempts } from "./journal-queries";
import { authorizationOf, confirm, type PurchaseRow } from "./queries";

const WAIT_MS = 10_000;
const POLL_MS = 250;

/** `paid` and recorded · `reverted`: our transaction is mined and nobody was paid · `unknown`: ask again later. */
export type ChainVerdict = { state: "paid"; transaction: Hex } | { state: "reverted" } | { state: "unknown" };

const UNKNOWN: ChainVerdict = { state: "unknown" };

/** T3, with the block's time. */
async function record(deps: PaymentDeps, purchase: PurchaseRow, settlement: ChainSettlement): Promise<ChainVerdict> {
  await confirm(deps.db, purchase, settlement, await deps.usdc.timeOf(settlement));
  return { state: "paid", transaction: settlement.transaction };
}

/**
 * Looks once: at the given transaction, and if that did not pay, for anybody's that did. A transaction of ours that failed is
 * an end; one that a facilitator names is a hint, and tells nothing unless it paid.
 */
export async function lookOnce(
  deps: PaymentDeps,
  purchase: PurchaseRow,
  transaction: Hex | null,
  isOurs = true,
): Promise<ChainVerdict> {
  const authorization = authorizationOf(purchase);
  const found = transaction && (await deps.usdc.settlementIn(transaction, authorization));
  if (found && found !== "reverted") return record(deps, purchase, found);
  if (isOurs && transaction && found === null) return UNKNOWN;
  const elsewhere = await deps.usdc.findSettlement(authorization, purchase.claimedAtBlock);
  if (elsewhere) return record(deps, purchase, elsewhere);
  return isOurs && found === "reverted" ? { state: "reverted" } : UNKNOWN;
}

/** Looks until the chain has answered, once for each new block, for at most ten seconds. */
export async function awaitSettlement(deps: PaymentDeps, purchase: PurchaseRow, sent: Submitted): Promise<ChainVerdict> {
  const inReceipt = sent.receipt && deps.usdc.settlementOf(sent.receipt, authorizationOf(purchase));
  const recorded = inReceipt ? await record(deps, purchase, inReceipt).catch(() => UNKNOWN) : UNKNOWN;
  if (recorded.state !== "unknown") return recorded;
  const isOurs = deps.facilitator.relayer !== null;
  const deadline = Date.now() + WAIT_MS;
  for (let seen: bigint | undefined; Date.now() < deadline; await sleep(POLL_MS)) {
    const head = await deps.usdc.head().catch(() => undefined);
    if (head === undefined || head.number === seen) continue;
    seen = head.number;
    const verdict = await lookOnce(deps, purchase, sent.transaction, isOurs).catch(() => UNKNOWN);
    if (verdict.state !== "unknown") return verdict;
  }
  return UNKNOWN;
}

/** The transaction to look at first: the newest one we know of. */
export async function newestTransaction(deps: PaymentDeps, purchaseId: string): Promise<Hex | null> {
  const attempts = await listAttempts(deps.db, purchaseId);
  return (attempts.find((attempt) => attempt.transaction)?.transaction ?? null) as Hex | null;
}
