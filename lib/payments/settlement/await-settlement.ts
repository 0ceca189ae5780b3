// Waiting for the chain's word on an attempt. Any doubt is "not yet", never "failed".
import type { Submitted } from "../../chain/facilitator";
import type { ChainSettlement, FailedTransaction } from "../../chain/usdc";
import { type Db, isUniqueViolation, type Tx } from "../../db/client";
import type { Hex } from "../../kernel/address";
import type { PaymentDeps } from "../deps";
import { recordDiscrepancy, resolveDiscrepancy } from "../ledger/discrepancy-queries";
import { listAttempts, recordFee } from "../ledger/journal-queries";
import { authorizationOf, confirm, findFirstCharge, type PurchaseRow, recordSecondCharge } from "../ledger/purchase-queries";

const WAIT_MS = 10_000;
const POLL_MS = 250;
/** A reorganisation can bring a payment into a lower block than the one we claimed it at. */
const REORG_BLOCKS_MAX = 64n;

export type ChainVerdict =
  /** The pair of logs lies as deep as the price asks for. */
  | { state: "paid"; settlement: ChainSettlement }
  /** It is in the chain, and not deep enough yet. */
  | { state: "shallow"; transaction: Hex }
  /** Our transaction lies that deep and paid nobody. */
  | { state: "reverted" }
  /** Ask again later. */
  | { state: "unknown" };

const UNKNOWN: ChainVerdict = { state: "unknown" };

/** Runs a write: at once, or under a lease. */
export type Write = <T>(write: (db: Db | Tx) => Promise<T>) => Promise<T>;

/**
 * `second`: the payer has the item by another payment. `contested`: another payment of the payer's is under way and may still come
 * to nothing; this one stays open.
 */
export type Recorded = "recorded" | "second" | "contested";

/** T3, with the block's time. Who was charged gets the item, unless the payer has another payment for it in flight. */
export async function record(
  deps: PaymentDeps,
  purchase: PurchaseRow,
  settlement: ChainSettlement,
  by: "request" | "sweep",
  write: Write = (run) => run(deps.db),
): Promise<Recorded> {
  const settledAt = await deps.usdc.timeOf(settlement);
  const { id: purchaseId } = purchase;
  const { transaction } = settlement;
  try {
    const isFirst = await write(async (db) => {
      const confirmed = await confirm(db, purchase, settlement, settledAt);
      if (confirmed && by === "sweep") await resolveDiscrepancy(db, "reorganised", purchaseId);
      return confirmed;
    });
    if (isFirst) deps.emit({ type: "confirmed", purchaseId, transaction, by });
    await noteFee(deps, purchaseId, settlement, false);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return recordSecond(deps, purchase, settlement, settledAt, write);
  }
  deps.failpoint("confirmed");
  return "recorded";
}

/**
 * A second charge grants nothing, and is written once both are final: until then the first may come to nothing or leave the chain,
 * and the item is owed for this one.
 */
async function recordSecond(
  deps: PaymentDeps,
  purchase: PurchaseRow,
  settlement: ChainSettlement,
  settledAt: Date,
  write: Write,
): Promise<Recorded> {
  const { usdc } = deps;
  const first = await findFirstCharge(deps.db, purchase);
  if (!first) return "contested";
  for (const { blockNumber } of [first, settlement]) if (!(await usdc.isDeep(blockNumber, "finalized"))) return "second";
  if (!(await usdc.isCanonical({ blockNumber: first.blockNumber, blockHash: first.blockHash as Hex }))) return "contested";
  const finding = { kind: "paid_twice", subject: purchase.id, detail: { transaction: settlement.transaction } } as const;
  const isNew = await write(async (db) => {
    await recordSecondCharge(db, purchase, settlement, settledAt);
    return recordDiscrepancy(db, finding);
  });
  if (isNew) deps.emit({ type: "discrepancy", kind: finding.kind, subject: finding.subject });
  return "second";
}

/** What a transaction of ours cost, where our node told. Books of gas are no reason to fail a payment. */
async function noteFee(
  deps: PaymentDeps,
  purchaseId: string,
  { transaction, fee }: Pick<ChainSettlement, "transaction" | "fee">,
  wasted: boolean,
): Promise<void> {
  if (deps.facilitator.relayers.length === 0) return;
  const isOurs = await recordFee(deps.db, purchaseId, transaction, fee).catch(() => false);
  if (isOurs) deps.emit({ type: "gas", wei: fee, wasted });
}

async function judge(deps: PaymentDeps, purchase: PurchaseRow, settlement: ChainSettlement): Promise<ChainVerdict> {
  deps.failpoint("seen-paid");
  const isDeep = await deps.usdc.isDeep(settlement.blockNumber, deps.confirmations(purchase.amount));
  return isDeep ? { state: "paid", settlement } : { state: "shallow", transaction: settlement.transaction };
}

interface Look {
  /** What may have paid, newest first. */
  transactions: Hex[];
  /** False where a facilitator named them: then they are hints, and a failed one is no end. */
  areOurs: boolean;
  /** Searches the logs for anybody's settlement even while ours is not mined. */
  everywhere: boolean;
}

/** Looks once: at the given transactions, and then for whoever's settlement the logs show. Reads only. */
export async function lookOnce(deps: PaymentDeps, purchase: PurchaseRow, look: Look): Promise<ChainVerdict> {
  const { usdc } = deps;
  const authorization = authorizationOf(purchase);
  let failed: FailedTransaction | null = null;
  for (const transaction of look.transactions) {
    const found = await usdc.settlementIn(transaction, authorization);
    if (found && !("failedIn" in found)) return judge(deps, purchase, found);
    if (found) failed ??= found;
  }
  if (look.areOurs && look.transactions.length > 0 && failed === null && !look.everywhere) return UNKNOWN;
  const { claimedAtBlock } = purchase;
  const fromBlock = claimedAtBlock > REORG_BLOCKS_MAX ? claimedAtBlock - REORG_BLOCKS_MAX : 0n;
  const elsewhere = await usdc.findSettlement(authorization, fromBlock);
  if (elsewhere) return judge(deps, purchase, elsewhere);
  if (!look.areOurs || failed === null) return UNKNOWN;
  if (!(await usdc.isDeep(failed.failedIn, deps.confirmations(purchase.amount)))) return UNKNOWN;
  await noteFee(deps, purchase.id, failed, true);
  return { state: "reverted" };
}

/** Looks until the chain has answered, once at each block, for at most ten seconds. A look that failed was none. */
export async function awaitSettlement(deps: PaymentDeps, purchase: PurchaseRow, sent: Submitted): Promise<ChainVerdict> {
  const inReceipt = sent.receipt && deps.usdc.settlementOf(sent.receipt, authorizationOf(purchase));
  let verdict = inReceipt ? await judge(deps, purchase, inReceipt).catch(() => UNKNOWN) : UNKNOWN;
  const look = {
    transactions: sent.transaction ? [sent.transaction] : [],
    areOurs: deps.facilitator.relayers.length > 0,
    everywhere: false,
  };
  const deadline = deps.clock.now().getTime() + WAIT_MS;
  const isOpen = () => verdict.state === "unknown" || verdict.state === "shallow";
  for (let seen: bigint | undefined; isOpen() && deps.clock.now().getTime() < deadline; await deps.sleep(POLL_MS)) {
    const head = await deps.usdc.head().catch(() => undefined);
    if (head === undefined || head.number === seen) continue;
    const found = await lookOnce(deps, purchase, look).catch(() => undefined);
    if (!found) continue;
    verdict = found;
    seen = head.number;
  }
  return verdict;
}

/** Transactions that we know may have paid, newest first. */
export async function transactionsOf(deps: PaymentDeps, purchaseId: string): Promise<Hex[]> {
  const attempts = await listAttempts(deps.db, purchaseId);
  return attempts.flatMap(({ transaction }) => (transaction ? [transaction as Hex] : []));
}
