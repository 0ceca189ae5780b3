// What was stored of a payment, handed to its facilitator: the first time, again, and to fill gaps in a relayer's nonces.
import type { FeesPerGas, PreparedSettlement, SettlementRequest } from "../../chain/facilitator";
import { toAddress } from "../../kernel/address";
import type { PaymentDeps } from "../deps";
import { type AttemptRow, listAttempts, listUnmined, storeReplacement, syncRelayer } from "../ledger/journal-queries";
import { authorizationOf, type PurchaseRow } from "../ledger/purchase-queries";

const BATCH = 100;
/** Gas of the plain transfer that fills a nonce for nobody. */
const CANCEL_GAS = 21_000n;

/** What is stored of a payment, as its facilitator wants it. */
export function requestOf(deps: PaymentDeps, purchase: PurchaseRow): SettlementRequest {
  const { x402Version, itemId } = purchase;
  return { x402Version, resource: `${deps.origin}/api/items/${itemId}/content`, authorization: authorizationOf(purchase) };
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
  };
  return { facilitator, signed };
}

/** Sends the newest attempt again; a transaction that is already known or mined stays what it is. */
export async function submitAgain(deps: PaymentDeps, purchase: PurchaseRow): Promise<void> {
  const [attempt] = await listAttempts(deps.db, purchase.id);
  if (attempt) await deps.facilitator.submit(preparedOf(attempt), requestOf(deps, purchase)).catch(() => null);
}

const isExpired = ({ state }: PurchaseRow) => state === "expired";

/**
 * A stored transaction that the chain has not counted holds up all later ones of its key: it is sent again, and where gas has become
 * dearer than it offers, or its authorization can pay nobody any more, it is outbid under the same nonce.
 */
async function resend(
  deps: PaymentDeps,
  attempt: AttemptRow & { purchase: PurchaseRow },
  current: FeesPerGas | null,
): Promise<void> {
  const { facilitator } = deps;
  const request = requestOf(deps, attempt.purchase);
  const { signed } = preparedOf(attempt);
  if (!signed) return;
  const isPriced = signed.gasLimit > 0n;
  const isCheap =
    current !== null && signed.maxFeePerGas < (current.maxFeePerGas - current.priorityFee) / 2n + current.priorityFee;
  const wanted = isExpired(attempt.purchase) ? signed.gasLimit !== CANCEL_GAS : isCheap;
  const better =
    current && isPriced && wanted
      ? await facilitator.outbid({ ...signed, isExpired: isExpired(attempt.purchase) }, current)
      : null;
  const newest = better ? await storeReplacement(deps, attempt.purchase, better) : attempt;
  if (better?.signed) {
    const { relayer, relayerNonce, maxFeePerGas } = better.signed;
    deps.emit({ type: "replaced", relayer, relayerNonce, maxFeePerGas });
  }
  await facilitator.submit(preparedOf(newest), request);
}

/** Starts or repairs the counters of our keys: without them nothing is signed. Throws when the chain does not answer. */
export async function syncRelayers({ db, facilitator, network }: PaymentDeps): Promise<void> {
  for (const { address, chainNonce } of facilitator.relayers) await syncRelayer(db, network.chainId, address, await chainNonce());
}

/** Repairs the counters of our keys, and sends again what they have sent and the chain has not taken. */
export async function syncRelayersAndResend(deps: PaymentDeps): Promise<void> {
  const { relayers } = deps.facilitator;
  const { chainId, usdc } = deps.network;
  const current = relayers.length > 0 ? await deps.facilitator.estimateFees().catch(() => null) : null;
  for (const { address, chainNonce } of relayers) {
    const counted = await chainNonce();
    await syncRelayer(deps.db, chainId, address, counted);
    // The newest attempt of each nonce speaks for it.
    const newest = new Map(
      (await listUnmined(deps.db, { chainId, asset: toAddress(usdc) }, address, counted, BATCH)).map((attempt) => [
        attempt.relayerNonce,
        attempt,
      ]),
    );
    for (const attempt of newest.values()) await resend(deps, attempt, current).catch(() => null);
  }
}
