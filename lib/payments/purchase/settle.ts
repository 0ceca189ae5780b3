// From what is stored of a payment to the chain's verdict: sending what was begun, waiting for what another request sends, and settling
// claims whose attempt is not stored yet. After an attempt was stored there is no "failed", only "unknown".
import type { Submitted } from "../../chain/facilitator";
import { inSpan } from "../../kernel/trace";
import type { Reason } from "../../x402/reasons";
import type { PaymentDeps } from "../deps";
import { OverDailyCap } from "../ledger/gas-queries";
import { type AttemptRow, listAttempts, storeAttempt, wasAlone, wasSent } from "../ledger/journal-queries";
import {
  authorizationOf,
  findPurchase,
  forgetProofs,
  type PurchaseRow,
  tryMove,
  tryRegain,
  tryTakeOver,
} from "../ledger/purchase-queries";
import { awaitSettlement, type ChainVerdict, lookAt, lookOnce, noteWastedFee } from "../settlement/await-settlement";
import { pendingOn } from "../settlement/pending-transactions";
import { preparedOf, requestOf } from "../settlement/relay";
import { claimHashOf, newClaim, type Recognition } from "./claimant";
import { countersOn } from "./known-counters";
import {
  type ClientOutcome,
  concludeVerdict,
  outcomeFor,
  outcomeOf,
  type PurchaseOutcome,
  paymentsPaused,
  pendingAndEmit,
  refuseAndEmit,
  type SettledOutcome,
} from "./outcome";
import { mayBeSpent, type Settleable, simulate } from "./simulate";
import { awaitRow } from "./wait";

const WAIT_MS = 10_000;

/** A claim to settle, or the row as it is once nobody settles it or the wait is over. */
type Turn = { claim: PurchaseRow } | { row: PurchaseRow | null };

/** Brings a claim of this request to its outcome. */
export function settleClaim(deps: PaymentDeps, claim: PurchaseRow): Promise<SettledOutcome> {
  return takeTurns(deps, { claim });
}

/**
 * Waits for the request that settles this payment, or settles a claim that was left; the same payment never starts twice. Who goes on
 * with what was left, and has no secret, is given one: nobody has the one that was made for who left it.
 */
export async function joinPurchase(deps: PaymentDeps, first: PurchaseRow, client: Recognition): Promise<ClientOutcome> {
  const claim = client.claimant === "early" ? newClaim() : null;
  const turn = await awaitTurn(deps, first, claim && claimHashOf(claim, "server"));
  const outcome = await takeTurns(deps, turn);
  return outcomeFor(outcome, "claim" in turn && claim ? { ...client, claim } : client);
}

async function takeTurns(deps: PaymentDeps, first: Turn): Promise<SettledOutcome> {
  let turn = first;
  while ("claim" in turn) {
    const outcome = await trySettle(deps, turn.claim);
    if (outcome) return outcome;
    turn = await awaitTurn(deps, turn.claim);
  }
  return outcomeOf(deps, turn.row);
}

/** Waits while another request holds the claim or settles it. A claim that was left by its request is taken over, under this secret. */
async function awaitTurn(deps: PaymentDeps, first: PurchaseRow, claimHash: string | null = null): Promise<Turn> {
  const start = deps.clock.now().getTime();
  // Either way: a clock may be set back.
  const isInTime = () => Math.abs(deps.clock.now().getTime() - start) < WAIT_MS;
  let isTakenOver = false;
  const row = await awaitRow(deps, first, async (seen) => {
    const isOpen = (seen?.state === "claimed" || seen?.state === "settling") && isInTime();
    isTakenOver = isOpen && seen.state === "claimed" && (await tryTakeOver(deps.db, seen, claimHash, deps.clock.now()));
    return isOpen && !isTakenOver;
  });
  return isTakenOver && row ? { claim: row } : { row };
}

/** Simulates, stores and sends a claim, and waits for the chain. Null if another request took the claim over meanwhile. */
async function trySettle(deps: PaymentDeps, claim: PurchaseRow): Promise<SettledOutcome | null> {
  const simulated = await simulateClaim(deps, claim);
  if ("outcome" in simulated) return simulated.outcome;
  const stored = await storeOrPause(deps, claim, simulated);
  if ("outcome" in stored) return stored.outcome;
  return stored.attempt && send(deps, claim, stored.attempt);
}

async function simulateClaim(deps: PaymentDeps, claim: PurchaseRow): Promise<Settleable | { outcome: SettledOutcome }> {
  try {
    const simulated = await simulate(deps, authorizationOf(claim), false);
    if (!("reason" in simulated)) return simulated;
    const isSpent = mayBeSpent(simulated.reason);
    const attempts = await listAttempts(deps.db, claim.id);
    const isSent = attempts.length > 0;
    const known = isSent ? await concludeSent(deps, claim, attempts) : isSpent && (await concludePaidByOthers(deps, claim));
    return { outcome: known || (await giveUp(deps, claim, simulated.reason)) };
  } catch {
    return { outcome: await giveUpAndPause(deps, claim) };
  }
}

async function storeOrPause(
  deps: PaymentDeps,
  claim: PurchaseRow,
  { fees, ...simulated }: Settleable,
): Promise<{ attempt: AttemptRow | null } | { outcome: PurchaseOutcome }> {
  try {
    const { facilitator } = deps;
    const storing = storeAttempt(deps, claim, (takeSlot) => facilitator.prepare([simulated], fees, takeSlot));
    return { attempt: await storing.finally(() => countersOn(deps).forget()) };
  } catch (error) {
    // The transaction was rolled back: nothing is stored, so nothing can be sent.
    if (error instanceof OverDailyCap) deps.emit({ type: "capped", cap: error.cap });
    return { outcome: await giveUpAndPause(deps, claim) };
  }
}

/** Sends what is stored of a payment, and waits for the chain. */
export async function send(
  deps: PaymentDeps,
  claim: PurchaseRow,
  attempt: AttemptRow,
  isAwaited?: () => boolean,
): Promise<SettledOutcome> {
  deps.failpoint("attempt-stored");
  const request = requestOf(deps, claim);
  const prepared = preparedOf(attempt);
  const stored = prepared.signed?.transaction ?? null;
  const pending = pendingOn(deps);
  if (stored) pending.add(stored, deps.clock.now().getTime());
  const unsent: Submitted = { transaction: stored, receipt: null };
  const facts = { "pennypost.purchase.id": claim.id };
  const submit = () => deps.facilitator.submit(prepared, request);
  const sent = await inSpan("purchase.send", facts, submit).catch(() => unsent);
  const { transaction, extensions } = sent;
  deps.emit({ type: "submitted", purchaseId: claim.id, facilitator: attempt.facilitator, transaction });
  if (extensions) deps.emit({ type: "extensions_answered", purchaseId: claim.id, answer: extensions });
  deps.failpoint("submitted");
  const verdict = await inSpan(
    "purchase.confirm",
    facts,
    () => awaitSettlement(deps, claim, sent),
    ({ state }) => ({ "pennypost.verdict": state }),
  );
  if (stored) pending.remove(stored);
  if (verdict.state === "reverted" && !wasAlone(attempt)) return goOnAlone(deps, claim, verdict);
  return concludeVerdict(deps, claim, verdict, transaction, isAwaited);
}

/**
 * A transaction that it shared did not pay this one. The chain names the reason when it is simulated again; where there is none, another
 * member was at fault, or what this one lacked has come since, and it is sent alone. A sweep that saw it first takes nothing from its client.
 */
async function goOnAlone(
  deps: PaymentDeps,
  claim: PurchaseRow,
  verdict: Extract<ChainVerdict, { state: "reverted" }>,
): Promise<SettledOutcome> {
  await noteWastedFee(deps, claim, verdict);
  const isOurs = (await tryMove(deps.db, claim.id, "release")) || (await tryRegain(deps.db, claim.id));
  return isOurs ? settleClaim(deps, claim) : outcomeOf(deps, await findPurchase(deps.db, claim.id));
}

/** What was sent in others' company, and failed there: null while it lies there so, for a reorganisation may have it under way again. */
async function concludeSent(deps: PaymentDeps, claim: PurchaseRow, attempts: AttemptRow[]): Promise<SettledOutcome | null> {
  const verdict = await lookOnce(deps, claim, lookAt(attempts, "own-and-logs"));
  if (verdict.state === "reverted") return null;
  if (verdict.state !== "paid") await tryMove(deps.db, claim.id, "store");
  return concludeVerdict(deps, claim, verdict, attempts[0]?.transaction ?? null);
}

/**
 * Somebody else brought the authorization to the chain between our look and our simulation: then it is paid, or will be. Whoever claimed
 * it may have read it there, so that what was shown besides proves nothing.
 */
async function concludePaidByOthers(deps: PaymentDeps, claim: PurchaseRow): Promise<SettledOutcome | null> {
  const verdict = await lookOnce(deps, claim, lookAt([], "hints-and-logs"));
  if (verdict.state !== "paid" && verdict.state !== "shallow") return null;
  await forgetProofs(deps.db, claim.id);
  if (verdict.state === "shallow") await tryMove(deps.db, claim.id, "store");
  return { ...(await concludeVerdict(deps, claim, verdict, null)), isPublic: true };
}

/** A slow request may have been overtaken: its claim refused by the sweep, then claimed and sent by another. That one is pending. */
async function giveUp(deps: PaymentDeps, claim: PurchaseRow, reason: Reason): Promise<PurchaseOutcome> {
  const isOurs = await tryMove(deps.db, claim.id, "refuse", reason);
  const isRefused = isOurs || (await findPurchase(deps.db, claim.id))?.state === "refused";
  return isRefused ? refuseAndEmit(deps, claim.id, reason) : pendingAndEmit(deps, claim.id, null);
}

/** What was sent in others' company is public and may be settled by anybody: it stays claimed, and its client comes again with its secret. */
async function giveUpAndPause(deps: PaymentDeps, claim: PurchaseRow): Promise<PurchaseOutcome> {
  if (await wasSent(deps.db, claim.id)) return pendingAndEmit(deps, claim.id, null);
  const outcome = await giveUp(deps, claim, "unexpected_settle_error");
  if (outcome.state === "refused") throw paymentsPaused();
  return outcome;
}
