// Waiting for the chain's word on an attempt. Any doubt is "not yet", never "failed".
import type { Submitted } from "../../chain/facilitator";
import type { ChainSettlement, FailedTransaction } from "../../chain/usdc";
import { type Ask, askPool, askWithin, type Db, isUniqueViolation, type Tx } from "../../db/client";
import type { Hash } from "../../kernel/address";
import type { PaymentDeps } from "../deps";
import { closeDiscrepancy, recordDiscrepancy } from "../ledger/discrepancy-queries";
import { type AttemptRow, findNewestAttempt, wasAlone } from "../ledger/journal-queries";
import { authorizationOf, findFirstCharge, type PurchaseRow } from "../ledger/purchase-queries";
import { type Closed, confirm, type Evidence, recordSecondCharge } from "../ledger/record-queries";
import type { OpenedRow } from "../types";
import { noteFee } from "./fees";
import { pendingOn } from "./pending-transactions";
import { resendInOrder, submitAgain } from "./relay";
import { beforeReorg } from "./reorg";

/** Three blocks of two seconds, and an answer or two from a node that is behind. */
const WAIT_MS = 12_000;
const POLL_MS = 250;
/** A look that found nothing is repeated at the same block: the node that answered may not have come as far as the one before. */
const REPEAT_MS = 1_000;

export type ChainVerdict =
  /** The pair of logs lies as deep as the price asks for. */
  | { state: "paid"; settlement: Evidence }
  /** It is in the chain, or about to be, and not deep enough yet. `sealed`: in a block that lies there under its hash. */
  | { state: "shallow"; transaction: Hash; sealed: ChainSettlement | null }
  /** Our transaction lies that deep and paid nobody. */
  | { state: "reverted"; failed: FailedTransaction }
  /** Ask again later. */
  | { state: "unknown" };

const UNKNOWN: ChainVerdict = { state: "unknown" };

/** Runs a write: at once, or under a lease. */
export type Write = <T>(write: (db: Db | Tx) => Promise<T>) => Promise<T>;

/** When a settlement was made; one that no block holds yet, now. */
async function timeOf({ usdc, clock }: PaymentDeps, { isPreconfirmed, ...settlement }: Evidence): Promise<Date> {
  return isPreconfirmed ? (settlement.blockTime ?? clock.now()) : usdc.timeOf(settlement);
}

/**
 * `opened`: recorded, and the one delivery was taken with it for who waits for it, with what it brings. `second`: the payer has the item by another
 * payment. `contested`: another payment of the payer's is under way and may still come to nothing; this one stays open.
 */
export type Recorded = "recorded" | { opened: OpenedRow } | "second" | "contested";

/** Who records a settlement. `isAwaited`: whether a client waits for the bytes at this moment, which are its one delivery then. */
export interface Recorder {
  by: "request" | "sweep";
  isAwaited: () => boolean;
  /** The instant of a delivery that is taken; the clock's when absent. */
  now?: Date;
  /** For what may be written by who has not been overtaken alone; at once when absent. */
  write?: Write;
}

/** With the block's time. Who was charged gets the item, unless the payer has another payment for it in flight. */
export async function record(
  deps: PaymentDeps,
  purchase: PurchaseRow,
  settlement: Evidence,
  { by, isAwaited, ...recorder }: Recorder,
): Promise<Recorded> {
  const write: Write = recorder.write ?? ((run) => run(deps.db));
  // That it was paid is true whoever has taken its turn meanwhile, and is written on condition of its state: where looks last longer than a
  // turn, nobody would ever write it otherwise.
  const writePaid = <T>(run: (db: Db | Tx, ask: Ask) => Promise<T>) =>
    recorder.write ? deps.db.$transaction((tx) => run(tx, askWithin(tx))) : run(deps.db, askPool(deps.db));
  const settledAt = await timeOf(deps, settlement);
  const { id: purchaseId } = purchase;
  const { transaction, isPreconfirmed } = settlement;
  const isOurs = deps.facilitator.relayers.length > 0;
  let closed: Closed;
  try {
    closed = await writePaid(async (db, ask) => {
      const deliveredAt = isAwaited() ? (recorder.now ?? deps.clock.now()) : null;
      const told = await confirm(ask, purchase, settlement, settledAt, { deliveredAt, isOurs });
      if (told.isFirst && by === "sweep") await closeDiscrepancy(db, "reorganised", purchaseId);
      return told;
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return recordSecond(deps, purchase, settlement, settledAt, write);
  }
  if (closed.isFirst) deps.emit({ type: "confirmed", purchaseId, transaction, by, isPreconfirmed });
  if (closed.notedFee !== null) deps.emit({ type: "gas", wei: closed.notedFee, wasted: false });
  deps.failpoint("confirmed");
  return closed.opened ? { opened: closed.opened } : "recorded";
}

/**
 * A second charge grants nothing, and is written once both are final: until then the first may come to nothing or leave the chain,
 * and the item is owed for this one.
 */
async function recordSecond(
  deps: PaymentDeps,
  purchase: PurchaseRow,
  settlement: Evidence,
  settledAt: Date,
  write: Write,
): Promise<Recorded> {
  const { usdc } = deps;
  const first = await findFirstCharge(deps.db, purchase);
  if (!first) return "contested";
  const { number: final } = await usdc.finalized();
  // The first may lie on another chain, which its own rail watches: of its blocks, ours has no say.
  const isElsewhere = first.chainId !== purchase.chainId;
  const isFirstFinal = isElsewhere ? first.finalizedAt !== null : first.blockNumber <= final;
  if (!isFirstFinal || settlement.blockNumber > final) return "second";
  const { blockNumber, blockHash } = first;
  if (!isElsewhere && (await usdc.standingOf({ blockNumber, blockHash })) !== "stands") return "contested";
  const finding = { kind: "paid_twice", subject: purchase.id, detail: { transaction: settlement.transaction } } as const;
  const isNew = await write(async (db) => {
    await recordSecondCharge(db, purchase, settlement, settledAt);
    return recordDiscrepancy(db, finding);
  });
  if (isNew) deps.emit({ type: "discrepancy", kind: finding.kind, subject: finding.subject });
  return "second";
}

/** What a transaction of ours that paid nobody cost. */
export function noteWastedFee(
  deps: PaymentDeps,
  { id }: Pick<PurchaseRow, "id">,
  { failed }: { failed: FailedTransaction },
): Promise<void> {
  return noteFee(deps, id, failed, true);
}

async function verdictByDepth(deps: PaymentDeps, purchase: PurchaseRow, settlement: ChainSettlement): Promise<ChainVerdict> {
  deps.failpoint("seen-paid");
  const wanted = deps.confirmations(purchase.amount);
  const depth = await deps.usdc.depthOf(settlement, Math.max(1, wanted));
  if (depth < wanted) return { state: "shallow", transaction: settlement.transaction, sealed: depth > 0 ? settlement : null };
  return { state: "paid", settlement: { ...settlement, isPreconfirmed: depth === 0 } };
}

export type LookMode =
  /** Transactions that we signed; the logs are searched for somebody else's settlement only when one of ours failed. */
  | "own"
  /** Transactions that we signed, then the logs, whether ours are mined or not. */
  | "own-and-logs"
  /** Transactions that a facilitator named, if any, then the logs: one that failed is no end. */
  | "hints-and-logs";

interface Look {
  /** What may have paid, newest first. */
  transactions: Hash[];
  /** Those of them after which, should one have failed, nothing of ours is to come. */
  last: Hash[];
  mode: LookMode;
  /** Where all who wait for a transaction look together: the newest block that is known. */
  head?: bigint;
}

const hashesOf = (attempts: AttemptRow[]): Hash[] => attempts.flatMap(({ transaction }) => transaction ?? []);

/** At all that was ever sent. What failed in others' company was sent again alone, if it was: then only that one's failing is an end. */
export function lookAt(attempts: AttemptRow[], mode: LookMode): Look {
  const alone = attempts.filter(wasAlone);
  return { transactions: hashesOf(attempts), last: hashesOf(alone.length > 0 ? alone : attempts), mode };
}

/** How the transactions that are known of a purchase are read, by who sent them. */
export const lookModeOf = (deps: PaymentDeps, own: "own" | "own-and-logs"): LookMode =>
  deps.facilitator.relayers.length > 0 ? own : "hints-and-logs";

/** What was spent before our claim buys nothing, unless its nonce names this item; of our own transactions there is no doubt. */
const isCredited = ({ isBound, claimedAtBlock }: PurchaseRow, { blockNumber }: ChainSettlement) =>
  isBound || blockNumber > claimedAtBlock;

/** The settlement that somebody else's transaction made. */
async function findOthers({ usdc }: PaymentDeps, purchase: PurchaseRow): Promise<ChainSettlement | null> {
  const { claimedAtBlock, isBound } = purchase;
  return usdc.findSettlement(authorizationOf(purchase), isBound ? beforeReorg(claimedAtBlock) : claimedAtBlock + 1n);
}

/** Looks once: at the given transactions, and then for whoever's settlement the logs show. Reads only. */
export async function lookOnce(deps: PaymentDeps, purchase: PurchaseRow, look: Look): Promise<ChainVerdict> {
  const { usdc } = deps;
  const authorization = authorizationOf(purchase);
  const areOurs = look.mode !== "hints-and-logs";
  let failed: FailedTransaction | null = null;
  for (const transaction of look.transactions) {
    const found = await usdc.settlementIn(transaction, authorization, look.head);
    if (found && "failedIn" in found) failed ??= look.last.includes(transaction) ? found : null;
    else if (found && (areOurs || isCredited(purchase, found))) return verdictByDepth(deps, purchase, found);
  }
  if (look.mode === "own" && look.transactions.length > 0 && failed === null) return UNKNOWN;
  const elsewhere = await findOthers(deps, purchase);
  if (elsewhere) return verdictByDepth(deps, purchase, elsewhere);
  if (!areOurs || failed === null) return UNKNOWN;
  const wanted = Math.max(1, deps.confirmations(purchase.amount));
  const depth = await usdc.depthOf(failed.failedIn, wanted);
  return depth < wanted ? UNKNOWN : { state: "reverted", failed };
}

interface Seen {
  head: bigint;
  at: number;
}

/** A block holds the transaction: it lies there sealed, whether it paid or not. */
const isInBlock = (verdict: ChainVerdict) =>
  verdict.state === "paid" || verdict.state === "reverted" || (verdict.state === "shallow" && verdict.sealed !== null);

/** A transaction of ours that a block went by without: a node may have lost it or one before it, or had no room for it. */
function resend(deps: PaymentDeps, purchase: PurchaseRow, { transaction }: Submitted, head: bigint): void {
  if (!transaction) return;
  const pending = pendingOn(deps);
  pending.resend(transaction, head, async () => {
    const attempt = await findNewestAttempt(deps.db, purchase.id);
    const relayer = deps.facilitator.relayers.find(({ address }) => address === attempt?.relayer);
    if (relayer) return pending.resend(relayer.address, head, () => resendInOrder(deps, relayer));
    // A key that was taken out since: what it signed is good.
    return submitAgain(deps, purchase);
  });
}

/**
 * Looks until the chain has answered, at each block, for at most twelve seconds. A look that failed was none. Those who share a transaction
 * share each look at it, and one of them sends it again.
 */
export async function awaitSettlement(deps: PaymentDeps, purchase: PurchaseRow, sent: Submitted): Promise<ChainVerdict> {
  const inReceipt = sent.receipt && deps.usdc.settlementOf(sent.receipt, authorizationOf(purchase));
  let verdict = inReceipt ? await verdictByDepth(deps, purchase, inReceipt).catch(() => UNKNOWN) : UNKNOWN;
  const transactions = sent.transaction ? [sent.transaction] : [];
  const look: Look = { transactions, last: transactions, mode: lookModeOf(deps, "own") };
  const now = () => deps.clock.now().getTime();
  const start = now();
  // Either way: a clock may be set back.
  const isInTime = () => Math.abs(now() - start) < WAIT_MS;
  const leaveIfInBlock = () => void (sent.transaction && isInBlock(verdict) && pendingOn(deps).remove(sent.transaction));
  leaveIfInBlock();
  const isOpen = () => verdict.state === "unknown" || verdict.state === "shallow";
  for (let seen: Seen | undefined; isOpen() && isInTime(); await deps.sleep(POLL_MS)) {
    const head = await deps.usdc.head().catch(() => undefined);
    if (head === undefined) continue;
    const isNew = head.number !== seen?.head;
    if (seen && !isNew && (verdict.state === "shallow" || now() - seen.at < REPEAT_MS)) continue;
    // What a sealed block holds stays as it is while the block lies there.
    const sealed = verdict.state === "shallow" ? verdict.sealed : null;
    const looking = sealed ? verdictByDepth(deps, purchase, sealed) : lookOnce(deps, purchase, { ...look, head: head.number });
    const found = await looking.catch(() => undefined);
    if (!found) continue;
    if (found.state === "unknown" && look.mode === "own" && seen && isNew) resend(deps, purchase, sent, head.number);
    verdict = found;
    leaveIfInBlock();
    seen = { head: head.number, at: now() };
  }
  return verdict;
}
