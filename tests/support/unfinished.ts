// A server that dies on the way: what it has written of a payment by then, and nothing sent.
import type { ItemOffer } from "../../lib/catalog/items/offer";
import { transferCall } from "../../lib/chain/counterfactual";
import { toAddress } from "../../lib/kernel/address";
import { storeAttempt } from "../../lib/payments/ledger/journal-queries";
import { tryClaim, tryMove } from "../../lib/payments/ledger/purchase-queries";
import type { PresentedPayment } from "../../lib/x402/payment-header";
import type { PaymentWorld } from "./payments";

/** A claim without its attempt, as servers stored it once, and then the process dies. */
export async function claimAndDie(world: PaymentWorld, offer: ItemOffer, payment: PresentedPayment) {
  const { network } = world;
  const claimed = await tryClaim(world.db, {
    itemId: offer.id,
    versionId: offer.versionId,
    creatorId: offer.creatorId,
    payerKind: "agent",
    chainId: network.chainId,
    asset: toAddress(network.asset),
    x402Version: 1,
    claimedAtBlock: (await world.usdc.head()).number,
    isBound: false,
    paymentId: null,
    claimHash: null,
    authorization: payment.authorization,
  });
  if (!claimed) throw new Error("not claimed");
  return claimed;
}

/** A claim that was given up before anything was sent: refused, and watched until its authorization is over. */
export async function claimAndGiveUp(world: PaymentWorld, offer: ItemOffer, payment: PresentedPayment) {
  const claimed = await claimAndDie(world, offer, payment);
  await tryMove(world.db, claimed.id, "refuse", "insufficient_funds");
  return claimed;
}

/** The attempt as well: the transaction is signed and stored, and not sent. */
export async function storeAndDie(world: PaymentWorld, offer: ItemOffer, payment: PresentedPayment) {
  const claimed = await claimAndDie(world, offer, payment);
  const call = { to: world.network.asset, data: transferCall(payment.authorization) };
  const fees = await world.facilitator.estimateFees();
  const attempt = await storeAttempt(world, claimed, (take) => world.facilitator.prepare([{ call, gas: 200_000n }], fees, take));
  if (!attempt) throw new Error("not stored");
  return { claimed, attempt };
}
