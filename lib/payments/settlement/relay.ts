// What was stored of a payment, handed to its facilitator: the first time, again, and to fill gaps in a relayer's nonces.
import type { FeesPerGas, PreparedSettlement, Relayer, SettlementRequest } from "../../chain/facilitator";
import { toAddress } from "../../kernel/address";
import type { PaymentDeps } from "../deps";
import {
  type AttemptOf,
  type AttemptRow,
  findNewestAttempt,
  listToResend,
  listUnmined,
  storeReplacement,
  syncRelayer,
} from "../ledger/journal-queries";
import { authorizationOf, type PurchaseRow } from "../ledger/purchase-queries";
import { noteMinedFees } from "./fees";
import { shownPartsOf } from "./shown-parts";

/** Nonces of one key that are looked after in one turn. */
const BATCH = 100;
/** Gas of the plain transfer that fills a nonce for nobody. */
const CANCEL_GAS = 21_000n;
/** Some ten blocks went by without it. */
const SLOW_MS = 20_000;

/** What is stored of a payment, as its facilitator wants it. */
export function requestOf(deps: PaymentDeps, purchase: PurchaseRow): SettlementRequest {
  const { x402Version, itemId } = purchase;
  const authorization = authorizationOf(purchase);
  const resource = `${deps.origin}/api/items/${itemId}/content`;
  return { x402Version, resource, authorization, shown: shownPartsOf(deps, authorization) };
}

export function preparedOf(attempt: AttemptRow): PreparedSettlement {
  const { facilitator, relayer, relayerNonce, rawTransaction, transaction } = attempt;
  if (relayer === null || relayerNonce === null || rawTransaction === null || transaction === null) {
    return { facilitator, signed: null };
  }
  const signed = {
    relayer,
    relayerNonce,
    rawTransaction,
    transaction,
    gasLimit: attempt.gasLimit ?? 0n,
    maxFeePerGas: attempt.maxFeePerGas ?? 0n,
    priorityFee: attempt.priorityFee ?? 0n,
    members: attempt.members,
    place: attempt.place,
  };
  return { facilitator, signed };
}

/** Sends the newest attempt again; a transaction that is already known or mined stays what it is. */
export async function submitAgain(deps: PaymentDeps, purchase: PurchaseRow): Promise<void> {
  const attempt = await findNewestAttempt(deps.db, purchase.id).catch(() => null);
  if (attempt) await deps.facilitator.submit(preparedOf(attempt), requestOf(deps, purchase)).catch(() => null);
}

/** Of one key at one block: what nodes let wait of a sender. */
const RESENT_MAX = 16;

/**
 * Sends a key's transactions again that the chain has not taken, by whomever they were sent, in the order of their nonces: a node that lost one
 * takes none of the later ones before it has that one again. Ends at the first that the node holds already, and at the first that it does not
 * take: the rest is for the next block.
 */
export async function resendInOrder(deps: PaymentDeps, { address, chainNonce }: Relayer): Promise<void> {
  const unmined = await listToResend(deps.db, deps.network.chainId, address, await chainNonce(), RESENT_MAX);
  for (const attempt of unmined) {
    const sent = await deps.facilitator.submit(preparedOf(attempt), requestOf(deps, attempt.purchase), false).catch(() => null);
    if (!sent || sent.isKnown) return;
  }
}

/** Each key's first transaction that no block has taken, and since when it was seen so. */
const waits = new WeakMap<Relayer, { nonce: number; since: number }>();

/** Whether the chain has gone by what is stored under this nonce for long; `isStored`: whether anything is. */
function hasWaited(relayer: Relayer, nonce: number, isStored: boolean, now: number): boolean {
  const seen = waits.get(relayer);
  if (!isStored) waits.delete(relayer);
  else if (seen?.nonce !== nonce) waits.set(relayer, { nonce, since: now });
  return isStored && seen?.nonce === nonce && now - seen.since >= SLOW_MS;
}

interface Unmined {
  /** Of one transaction: of each payment that it carries, in their places. */
  attempts: AttemptOf[];
  /** The chain has waited for this very nonce for long. */
  isLate: boolean;
  current: FeesPerGas;
}

/** The same nonce for more gas, where that may help: stored before it is sent. Null where it is not worth it, or costs too much. */
async function tryReplace(deps: PaymentDeps, { attempts, isLate, current }: Unmined): Promise<AttemptRow | null> {
  const [attempt] = attempts;
  const signed = attempt && preparedOf(attempt).signed;
  if (!signed || signed.gasLimit === 0n) return null;
  // Its replacement must carry the very same payments.
  if (attempts.length !== signed.members) return null;
  const isOver = attempts.every(({ purchase }) => purchase.state === "expired");
  const isToCancel = isOver && signed.gasLimit > CANCEL_GAS;
  const isCheap = signed.maxFeePerGas < (current.maxFeePerGas - current.priorityFee) / 2n + current.priorityFee;
  const isOld = attempt.createdAt.getTime() < deps.clock.now().getTime() - SLOW_MS;
  const isSlow = isLate && isOld && !isCheap && !isToCancel;
  if (!isToCancel && !isCheap && !isSlow) return null;
  const better = await deps.facilitator.outbid({ ...signed, isExpired: isOver, isSlow }, current);
  const offer = better?.[0]?.signed;
  if (!offer || better.length !== attempts.length) return null;
  const stored = (await storeReplacement(deps, attempts, better)).find(({ place }) => place === 0);
  const { relayer, relayerNonce, maxFeePerGas } = offer;
  deps.emit({ type: "replaced", relayer, relayerNonce, maxFeePerGas });
  return stored ?? null;
}

/**
 * A stored transaction that the chain has not counted holds up all later ones of its key: it is sent again. Where gas has become
 * dearer than it offers, blocks go by without it, or its authorizations can pay nobody any more, it is outbid under the same nonce.
 */
async function resend(
  deps: PaymentDeps,
  attempts: AttemptOf[],
  { isLate, isLast, current }: { isLate: boolean; isLast: boolean; current: FeesPerGas | null },
): Promise<void> {
  const [attempt] = attempts;
  if (!attempt) return;
  const better = current && (await tryReplace(deps, { attempts, isLate, current }).catch(() => null));
  // One block has room for all of them: only the last is waited for.
  await deps.facilitator.submit(preparedOf(better ?? attempt), requestOf(deps, attempt.purchase), isLast);
}

/** Starts or repairs the counters of our keys: without them nothing is signed. Throws when the chain does not answer. */
export async function syncRelayers({ db, facilitator, network }: PaymentDeps): Promise<void> {
  for (const { address, chainNonce } of facilitator.relayers) await syncRelayer(db, network.chainId, address, await chainNonce());
}

/** Repairs the counters of our keys, and sends again what they have sent and the chain has not taken. */
export async function syncRelayersAndResend(deps: PaymentDeps): Promise<void> {
  const { relayers } = deps.facilitator;
  const { chainId, asset } = deps.network;
  const current = relayers.length > 0 ? await deps.facilitator.estimateFees().catch(() => null) : null;
  for (const relayer of relayers) {
    const { address } = relayer;
    const counted = await relayer.chainNonce();
    await syncRelayer(deps.db, chainId, address, counted);
    const unmined = await listUnmined(deps.db, { chainId, asset: toAddress(asset) }, address, counted, BATCH);
    const isNext = (attempts: AttemptOf[]) => attempts[0]?.relayerNonce === counted;
    const hasWaitedLong = hasWaited(relayer, counted, unmined.some(isNext), deps.clock.now().getTime());
    for (const attempts of unmined) {
      const isLate = hasWaitedLong && isNext(attempts);
      const isLast = attempts === unmined.at(-1);
      await resend(deps, attempts, { isLate, isLast, current }).catch(() => null);
    }
    await noteMinedFees(deps, address, counted);
  }
}
