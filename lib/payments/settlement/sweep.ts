// Repairs what a crash, a lost answer, a slow chain or a reorganisation left behind: at boot beside the paid routes, then on an
// interval. Each step is safe to repeat and to run twice at once. Processes share the purchases, each of which is looked at by who took it;
// blocks and relayer keys are looked after by the one that holds the lease. Who was overtaken writes nothing any more, but that it was paid or is
// over for good.

import { type Lease, LostLease, takeLease, underLease, whileHeld } from "../../db/lease";
import { toAddress } from "../../kernel/address";
import { elapsedMs } from "../../kernel/clock";
import type { PaymentDeps } from "../deps";
import { listAttempts, wasAlone } from "../ledger/journal-queries";
import { leaseOf } from "../ledger/lease-of";
import { authorizationOf, findPurchase, type PurchaseRow, tryMove } from "../ledger/purchase-queries";
import type { Evidence } from "../ledger/record-queries";
import { LostTurn, takeTurn, whileInTurn } from "../ledger/turn-queries";
import { lookAt, lookModeOf, lookOnce, noteWastedFee, record, type Write } from "./await-settlement";
import { submitAgain, syncRelayersAndResend } from "./relay";
import { beforeReorg } from "./reorg";
import { watchFinality } from "./watch-finality";

/** Of one sweep; the rest is for the next, or for other processes. */
const TURNS_MAX = 100;
/** Short, so that another process goes on soon after the holder died. */
const LEASE_SECONDS = 5;
/** So long a request may wait for the transaction that its payment shares. */
const REQUEST_MS = 15_000;

export interface SweepReport {
  looked: number;
  repaired: number;
  expired: number;
  failed: number;
}

/** Asked for by the first row that needs it. */
type Finalized = () => ReturnType<PaymentDeps["usdc"]["finalized"]>;

/**
 * Whether an authorization can never pay us any more, on evidence that cannot vanish: a final block later than its end while it
 * is unused, or a final log that spent or cancelled it, and paid somebody else or nobody. Clocks have no say.
 */
async function canNeverBePaid(deps: PaymentDeps, purchase: PurchaseRow, finalized: Finalized): Promise<boolean> {
  const authorization = authorizationOf(purchase);
  const { number, time } = await finalized();
  if (!(await deps.usdc.isUsed(authorization))) return time > purchase.validBefore;
  const end = await deps.usdc.findEnd(authorization, beforeReorg(purchase.claimedAtBlock));
  return end !== null && end <= number;
}

async function look(deps: PaymentDeps, purchase: PurchaseRow) {
  const attempts = await listAttempts(deps.db, purchase.id);
  return lookOnce(deps, purchase, lookAt(attempts, lookModeOf(deps, "own-and-logs")));
}

async function recordPaid(deps: PaymentDeps, purchase: PurchaseRow, settlement: Evidence, write: Write) {
  return (await record(deps, purchase, settlement, { by: "sweep", isAwaited: () => false, write })) === "recorded"
    ? ("repaired" as const)
    : null;
}

async function sweepOne(deps: PaymentDeps, purchase: PurchaseRow, finalized: Finalized, write: Write) {
  const { id } = purchase;
  const verdict = await look(deps, purchase);
  switch (verdict.state) {
    case "paid":
      return recordPaid(deps, purchase, verdict.settlement, write);
    case "shallow":
      if (purchase.state === "claimed") await write((db) => tryMove(db, id, "store"));
      return null;
    case "reverted":
      await noteWastedFee(deps, purchase, verdict);
      return sweepUnpaid(deps, purchase, "reverted", finalized, write);
    case "unknown":
      return sweepUnpaid(deps, purchase, "unknown", finalized, write);
  }
}

async function sweepUnpaid(
  deps: PaymentDeps,
  purchase: PurchaseRow,
  seen: "reverted" | "unknown",
  finalized: Finalized,
  write: Write,
) {
  const { id, state } = purchase;
  if (await canNeverBePaid(deps, purchase, finalized)) {
    // Its evidence is final, and true whoever has taken the turn meanwhile: where looks last longer than a turn, its payer would wait for ever.
    if (await tryMove(deps.db, id, "expire")) deps.emit({ type: "expired", purchaseId: id });
    return "expired" as const;
  }
  if (state === "claimed") {
    // What failed in others' company may be under way again, by a reorganisation.
    const isUnderWay = seen === "unknown" && (await listAttempts(deps.db, id)).length > 0;
    await write((db) => (isUnderWay ? tryMove(db, id, "store") : tryMove(db, id, "refuse", "unexpected_settle_error")));
  }
  if (state === "settling" && seen === "reverted") {
    // In others' company it may have failed for no fault of its own: its own request has it sent alone, or else whoever shows it again.
    const attempts = await listAttempts(deps.db, id);
    const isOwnFault = attempts.some(wasAlone);
    if (!isOwnFault && attempts.some(({ createdAt }) => deps.clock.now().getTime() - createdAt.getTime() < REQUEST_MS))
      return null;
    const reason = isOwnFault ? "invalid_transaction_state" : "unexpected_settle_error";
    if (await write((db) => tryMove(db, id, "revert", reason))) deps.emit({ type: "reverted", purchaseId: id });
  } else if (state === "settling") {
    await submitAgain(deps, purchase);
    deps.failpoint("sweep-resubmitted");
    const verdict = await look(deps, purchase);
    if (verdict.state === "paid") return recordPaid(deps, purchase, verdict.settlement, write);
  }
  return null;
}

/** One part of a sweep, whose failure must not keep it from the others. */
async function contained<T>(part: Promise<T>): Promise<T | "failed" | null> {
  try {
    return await part;
  } catch (error) {
    if (error instanceof LostLease) throw error;
    return error instanceof LostTurn ? null : "failed";
  }
}

/** Blocks and relayer keys; resolves to how many of both failed. */
async function lookAfterChain(deps: PaymentDeps, write: Write): Promise<number> {
  let failed = 0;
  for (const care of [() => watchFinality(deps, write), () => syncRelayersAndResend(deps)]) {
    if ((await contained(care())) !== "failed") continue;
    failed++;
    await deps.usdc.head();
  }
  return failed;
}

/** Purchases that have waited since before this sweep, one after another as they are taken. */
async function sweepOpen(deps: PaymentDeps, report: SweepReport): Promise<void> {
  const { db, clock, network } = deps;
  const token = { chainId: network.chainId, asset: toAddress(network.asset) };
  let asked: ReturnType<Finalized> | undefined;
  const finalized: Finalized = () => {
    asked ??= deps.usdc.finalized().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
  for (const start = clock.now(); report.looked < TURNS_MAX; report.looked++) {
    const turn = await takeTurn(db, token, { start, now: clock.now() });
    if (!turn) return;
    const purchase = await findPurchase(db, turn.id);
    if (!purchase) continue;
    const outcome = await contained(whileInTurn(deps, turn, (write) => sweepOne(deps, purchase, finalized, write)));
    if (outcome) report[outcome]++;
    if (outcome === "failed") await deps.usdc.head();
  }
}

async function sweepWith(deps: PaymentDeps, care: () => Promise<number>): Promise<SweepReport> {
  const started = elapsedMs();
  deps.failpoint("sweep-started");
  const report = { looked: 0, repaired: 0, expired: 0, failed: await care() };
  await sweepOpen(deps, report);
  deps.emit({ type: "sweep", ...report, ms: elapsedMs() - started });
  return report;
}

/**
 * One sweep. A call to the chain that fails ends the turn of what it was made for. Throws when the database does not answer or the
 * chain answers nothing at all, and LostLease when another process took over; what was done by then stays done.
 */
export function sweep(deps: PaymentDeps, lease?: Lease): Promise<SweepReport> {
  const { db } = deps;
  return sweepWith(deps, () => lookAfterChain(deps, (run) => (lease ? underLease(db, lease, run) : db.$transaction(run))));
}

/** A sweep's part in what processes share: blocks and keys are left to the one that has the lease. */
export const sweepShared = (deps: PaymentDeps): Promise<SweepReport> => sweepWith(deps, async () => 0);

/** One sweep; blocks and keys are left to another process while that has the lease. */
export async function sweepOnLease(deps: PaymentDeps, holder: string): Promise<SweepReport> {
  const { db, network } = deps;
  const lease = await takeLease(db, leaseOf("sweep", network), holder, LEASE_SECONDS);
  return lease ? whileHeld(db, lease, LEASE_SECONDS, () => sweep(deps, lease)) : sweepShared(deps);
}
