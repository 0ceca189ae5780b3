import { findRail } from "../payments/rails";
import { type ServedRail, services } from "../services";
import type { PresentedPayment } from "../x402/payment-header";

/** The rail that a payment is for. One that names none of ours is the first one's, which refuses it. */
export function railOf(payment: Pick<PresentedPayment, "network" | "asset">): ServedRail {
  const { rails } = services();
  return findRail(rails, payment) ?? rails[0];
}
