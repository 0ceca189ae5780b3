// Whether a presented payment meets the terms of an offer. Pure: no money can move here (x402 exact on EVM, verification).
import type { Address } from "../../kernel/address";
import type { Authorization } from "../../x402/exact/authorization";
import type { Network } from "../../x402/networks";
import { isOffered } from "../../x402/offer";
import type { PresentedPayment } from "../../x402/payment-header";
import type { Price } from "../../x402/price";
import type { Reason } from "../../x402/reasons";

/** A payment must stay valid for as long as settling may take. */
const SECONDS_LEFT_MIN = 20n;
/** A refused authorization is watched until it expires, so it may not live for ever. */
const SECONDS_LEFT_MAX = 3_600n;

export interface Terms {
  network: Network;
  /** Where the creator is paid, and where it was paid during the last quarter of an hour. */
  payees: Address[];
  price: Price;
  /** Unix seconds on the chain. */
  time: bigint;
}

/** How far what is known of the chain's time may be from what it is when the payment is judged. */
const SLACK_SECONDS = 60n;

/**
 * Why the payment meets no terms on this network, whatever is bought; null if it may meet some. `time`: Unix seconds that the chain has
 * come to, as far as is known. That it is over is no breach here: it may be known, and have been paid.
 */
export function findBreachAtSight(payment: PresentedPayment, { network, time }: Pick<Terms, "network" | "time">): Reason | null {
  const { validAfter, validBefore } = payment.authorization;
  if (payment.scheme !== "exact") return "invalid_scheme";
  if (payment.network !== network.v1 && payment.network !== network.caip2) return "invalid_network";
  if (validAfter >= time + SLACK_SECONDS) return "invalid_exact_evm_payload_authorization_valid_after";
  if (validBefore > time + SECONDS_LEFT_MAX + SLACK_SECONDS) return "invalid_exact_evm_payload_authorization_valid_before";
  return null;
}

/** What is left of its life is too little to settle it. */
export const isOver = ({ validBefore }: Pick<Authorization, "validBefore">, time: bigint): boolean =>
  validBefore - time < SECONDS_LEFT_MIN;

/** Why the payment does not meet the terms, or null if it does. */
export function findBreach(payment: PresentedPayment, terms: Terms): Reason | null {
  const { to, value, validAfter, validBefore } = payment.authorization;
  const { network, payees, price, time } = terms;
  if (payment.scheme !== "exact") return "invalid_scheme";
  if (payment.network !== network.v1 && payment.network !== network.caip2) return "invalid_network";
  if (!payees.includes(to)) return "invalid_exact_evm_payload_recipient_mismatch";
  if (!price.accepts(value)) return "invalid_exact_evm_payload_authorization_value";
  if (payment.accepted && !isOffered(payment.accepted, { amount: value, payTo: to, network }))
    return "invalid_payment_requirements";
  if (validAfter >= time) return "invalid_exact_evm_payload_authorization_valid_after";
  if (isOver({ validBefore }, time) || validBefore - time > SECONDS_LEFT_MAX)
    return "invalid_exact_evm_payload_authorization_valid_before";
  return null;
}
