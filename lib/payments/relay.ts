// What was stored of a payment, handed to its facilitator: the first time, again, and to fill gaps in a relayer's nonces.
import type { PreparedSettlement, SettlementRequest } from "../chain/facilitator";
import type { Address, Hex } from "../kernel/address";
import type { PaymentDeps } from "./deps";
import { type AttemptRow, listAttempts, listUnmined, syncRelayer } from "./journal-queries";
import { authorizationOf, type PurchaseRow } from "./queries";

const BATCH = 100;

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
    relayer: relayer as Address,
    relayerNonce,
    rawTransaction: rawTransaction as Hex,
    transaction: transaction as Hex,
  };
  return { facilitator, signed };
}

/** Sends the newest attempt again; a transaction that is already known or mined stays what it is. */
export async function submitAgain(deps: PaymentDeps, purchase: PurchaseRow): Promise<void> {
  const [attempt] = await listAttempts(deps.db, purchase.id);
  if (attempt) await deps.facilitator.submit(preparedOf(attempt), requestOf(deps, purchase)).catch(() => null);
}

/** A nonce that never reached the chain holds up all later ones: send what we have stored from there on. */
export async function fillNonceGaps(deps: PaymentDeps): Promise<void> {
  const { relayer } = deps.facilitator;
  if (!relayer) return;
  const chainNonce = await relayer.chainNonce();
  await syncRelayer(deps.db, deps.network.chainId, relayer.address, chainNonce);
  for (const attempt of await listUnmined(deps.db, relayer.address, chainNonce, BATCH)) {
    await deps.facilitator.submit(preparedOf(attempt), requestOf(deps, attempt.purchase)).catch(() => null);
  }
}
