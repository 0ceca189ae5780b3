// What is refused at the door, before anything is read for it: by the clock, the network and the signature alone.
import type { PresentedPayment } from "../../x402/payment-header";
import type { PaymentDeps } from "../deps";
import { findBreachAtSight } from "../terms/terms";
import { orPaused, type RefusedPayment, refuseAndEmit } from "./outcome";

/**
 * Why a payment can buy nothing, as far as that costs no statement; null if it may. `admit` is asked, and may throw, before the node is
 * asked about a payer whose key did not sign.
 */
export async function refuseAtSight(
  deps: Pick<PaymentDeps, "usdc" | "network" | "emit">,
  payment: PresentedPayment,
  admit: () => Promise<void>,
): Promise<RefusedPayment | null> {
  const { usdc, network } = deps;
  const breach = findBreachAtSight(payment, { network, time: usdc.knownTime() });
  if (breach) return refuseAndEmit(deps, null, breach);
  if (usdc.readSignature(payment.authorization).isByKey) return null;
  await admit();
  const unsigned = await orPaused(usdc.findBreachAtSight(payment.authorization));
  return unsigned && refuseAndEmit(deps, null, unsigned);
}
