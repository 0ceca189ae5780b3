// What ties a payment to an item and to a price beyond its signature: our quote, a nonce derived from it, the client's own id.
import type { ItemOffer } from "../../catalog/items/offer";
import type { ChainSettlement } from "../../chain/usdc";
import type { SignedAuthorization } from "../../x402/exact/signed-authorization";
import { realmOf } from "../../x402/mpp/challenge";
import type { PresentedPayment } from "../../x402/payment-header";
import type { PaymentDeps } from "../deps";
import { findByPaymentId } from "../ledger/binding-queries";
import { isAnswer, isBound, isQuoted } from "../terms/quotes";

/** More blocks than any bound authorization lives, and less than nodes allow in one log query. */
const LIFE_BLOCKS_MAX = 1_000n;

export interface Ties {
  /** The nonce commits to this item, to its payee and to a price we quoted. */
  isBound: boolean;
  /** It answers a challenge (MPP) that is not ours, for another item, or changed. */
  isForeign: boolean;
  /** What we quoted for this item within the last quarter of an hour and the payment pays, if it shows that. */
  amounts: bigint[];
}

export function tiesOf(
  deps: Pick<PaymentDeps, "quoteKey" | "network" | "clock" | "origin">,
  { id: itemId }: Pick<ItemOffer, "id">,
  payment: PresentedPayment,
): Ties {
  const { quoteKey, clock, network } = deps;
  const { authorization, quote, challenge } = payment;
  const realm = realmOf(deps.origin);
  // The payee as it was signed: no quote of ours names one that we did not show.
  const quoted = { chainId: network.chainId, itemId, payTo: authorization.to, amount: authorization.value };
  const bound = isBound(quoteKey, { chainId: network.chainId, realm }, itemId, authorization);
  const isForeign = challenge !== undefined && !isAnswer(quoteKey, { itemId, realm, network }, challenge, authorization);
  const shown = quote && isQuoted(quoteKey, quoted, quote, clock.now());
  return { isBound: bound, isForeign, amounts: bound || shown ? [authorization.value] : [] };
}

/**
 * The settlement of an authorization that was used before we claimed it: front-run, or claimed by a database that was lost. Only
 * for a bound one: no signature but the payer's can have meant another item. A cancelled one has none.
 */
export async function findEarlierSettlement(
  { usdc }: Pick<PaymentDeps, "usdc">,
  authorization: SignedAuthorization,
  head: bigint,
): Promise<ChainSettlement | null> {
  return usdc.findSettlement(authorization, head > LIFE_BLOCKS_MAX ? head - LIFE_BLOCKS_MAX : 0n);
}

/** Whether the client's id was given to another payment before: it then names that one, and nothing else. */
export async function isIdTaken(
  { db, network }: Pick<PaymentDeps, "db" | "network">,
  { paymentId, authorization }: PresentedPayment,
): Promise<boolean> {
  if (!paymentId) return false;
  const first = await findByPaymentId(db, paymentId);
  if (!first) return false;
  const { chainId, payer, nonce } = first;
  return chainId !== network.chainId || payer !== authorization.from || nonce !== authorization.nonce;
}
