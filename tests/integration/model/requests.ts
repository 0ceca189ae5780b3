// What a client asks and is told, alone or in others' company, and what it may never be told.
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { toAddress } from "../../../lib/kernel/address";
import { Refusal } from "../../../lib/kernel/errors";
import { newId } from "../../../lib/kernel/ids";
import type { NewClaim } from "../../../lib/payments/ledger/purchase-queries";
import { type Beginning, beginTogether } from "../../../lib/payments/purchase/begin";
import { deliver } from "../../../lib/payments/purchase/deliver";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { send } from "../../../lib/payments/purchase/settle";
import type { SignedAuthorization } from "../../../lib/x402/exact/signed-authorization";
import { networks } from "../../../lib/x402/networks";
import { parsePayment } from "../../../lib/x402/payment-header";
import { itemOf } from "../../model/commands";
import { endOf, head, isUnderWay, places } from "./chain";
import { Broken, currentLane, gatedDb, type Lane } from "./lanes";
import { headersOf, nonceOf } from "./payers";
import type { World } from "./stage";

const network = networks.local;

/** A client, and what the server makes of its header. */
export async function request(world: World, auth: number, item: number, bytes: number): Promise<void> {
  const { stage, mutant, counts } = world;
  // A database of its own, as in a process of its own: a request waits at its own steps and for no other's look.
  const deps = { ...world.deps, db: gatedDb(stage.db) };
  const payment = parsePayment(headersOf(world.authorizations[auth] as SignedAuthorization, bytes));
  const offer = stage.items[item];
  if (!payment || !offer) throw new Error("the schedule shows nothing");
  const lane = currentLane() as Lane;
  lane.refusedAt = world.chain.tick;
  const isCopied = places(world.chain).some(({ event }) => event.auth === nonceOf(auth) && event.kind !== "cancelled");
  try {
    const outcome = await purchase(deps, offer, mutant?.read?.(payment, bytes) ?? payment, "agent", undefined, () => true);
    if (outcome.state !== "confirmed") counts[outcome.state]++;
    if (outcome.state === "refused") await hear402(world, lane, auth, item);
    if (outcome.state === "pending" && mutant?.deliversPending) return await hear200(world, auth);
    if (outcome.state !== "confirmed") return;
    if (mutant?.deliversAgain) await stage.db.purchase.updateMany({ data: { deliveredAt: null } });
    await deliver(deps, mutant?.trustsHeaders ? { ...outcome, claimant: "first" } : outcome, null);
    // A reorganisation takes it out of the blocks, and out of nobody's memory.
    if (isCopied && !world.isReorganised) world.violations.push("I5: a header that was public delivered");
    await hear200(world, auth);
  } catch (error) {
    if (!(error instanceof Refusal || isStall(error))) world.violations.push(`no answer: ${error}`);
    else if (error instanceof Refusal && error.code === "payment_conflict") counts.conflict++;
  }
}

/** Bytes have left: by then their payment is confirmed, unless a reorganisation has taken it back since. */
async function hear200({ stage, deliveries, violations, isReorganised }: World, auth: number): Promise<void> {
  deliveries[auth] = (deliveries[auth] ?? 0) + 1;
  const nonce = { startsWith: nonceOf(auth).slice(0, -1) };
  const confirmed = await stage.db.purchase.count({ where: { nonce, state: "confirmed" } });
  if (confirmed === 0 && !isReorganised) violations.push("I2: delivered before it was confirmed");
}

/** Simulated one by one, stored in one commit and one transaction, then each goes on as its own request does. */
async function requestTogether(world: World, auths: number[]): Promise<void> {
  const { stage, counts } = world;
  const deps = { ...world.deps, db: gatedDb(stage.db) };
  const all: Beginning[] = [];
  for (const auth of new Set(auths)) {
    const authorization = world.authorizations[auth] as SignedAuthorization;
    // Of the block before its simulation: what is spent from then on is credited.
    const claim = claimOf(world, auth);
    const simulation = await deps.usdc.simulate(authorization);
    const fees = await deps.facilitator.estimateFees();
    const waiting = { isAwaited: () => true, since: deps.clock.now().getTime() };
    if (simulation.ok) {
      const simulated = { ...simulation, fees, isPlain: true };
      all.push({ deps, purchaseId: newId("pur"), claim, simulated, ...waiting });
    }
  }
  if (all.length === 0) return;
  // What fails here is told as a pause.
  const ends = await beginTogether(deps.db, all).catch(() => []);
  const begun = ends.flatMap((end) => (typeof end === "string" || end instanceof Error ? [] : end));
  if (begun.length > 1 && begun[0]?.attempt.members !== 1) counts.shared++;
  for (const { purchase: row, attempt } of begun) {
    const auth = world.authorizations.findIndex(({ nonce }) => nonce === row.nonce);
    const lane = currentLane() as Lane;
    lane.refusedAt = world.chain.tick;
    const outcome = await send(deps, row, attempt, () => true);
    if (outcome.state === "refused") await hear402(world, lane, auth, itemOf(auth));
    if (outcome.state === "refused") hearGood402(world, auth);
    if (outcome.state !== "confirmed") continue;
    await deliver(deps, { ...outcome, claimant: "first" }, null);
    await hear200(world, auth);
  }
}

export async function requestTogetherSafely(world: World, auths: number[]): Promise<void> {
  await requestTogether(world, auths).catch((error: unknown) => {
    if (!(error instanceof Refusal || error instanceof Broken || isStall(error))) world.violations.push(`no answer: ${error}`);
  });
}

/** One whose authorization pays now, if it is sent, is not at fault. */
function hearGood402({ chain, isReorganised, violations, authorizations }: World, auth: number): void {
  const { nonce, validBefore: end } = authorizations[auth] as SignedAuthorization;
  const isGood = !endOf(chain, nonce) && head(chain).time < end && !isReorganised;
  if (isGood) violations.push("402 for a payment that could be settled");
}

/** Who is told 402 signs again: never while this payment is under way, or made, unless a reorganisation has come in between. */
async function hear402({ chain, stage, violations, spentUnseen }: World, lane: Lane, auth: number, item: number): Promise<void> {
  const nonce = nonceOf(auth);
  if (isUnderWay(chain, nonce) && (chain.undone.get(nonce) ?? -1) <= lane.refusedAt)
    violations.push("402 while a payment is under way");
  const end = endOf(chain, nonce);
  if (end?.event.kind !== "paid" || end.block.tick > lane.refusedAt || spentUnseen.has(auth)) return;
  const ours = await stage.db.purchase.count({ where: { nonce, itemId: stage.items[item]?.id ?? "" } });
  if (ours > 0) violations.push("402 after it was paid");
}

export function claimOf({ stage: { items }, chain, authorizations }: World, auth: number): NewClaim {
  const { id: itemId, versionId, creatorId } = items[itemOf(auth)] as ItemOffer;
  const token = { chainId: network.chainId, asset: toAddress(network.asset) };
  const client = { payerKind: "agent" as const, x402Version: 1, isBound: false, paymentId: null, claimHash: null };
  const authorization = authorizations[auth] as SignedAuthorization;
  return { itemId, versionId, creatorId, ...token, ...client, claimedAtBlock: head(chain).number, authorization };
}

/** A machine that is busy for seconds makes a transaction time out (Prisma's P2028): a call that failed, and no wrong answer. */
export const isStall = (error: unknown) => error instanceof Error && "code" in error && error.code === "P2028";
