// invalidReason strings of refused payments: those of the x402 specification (v2, section 9) and of its reference packages only.

export const reasons = [
  "eip6492_factory_not_allowed",
  "insufficient_funds",
  "invalid_exact_evm_payload_authorization_valid_after",
  "invalid_exact_evm_payload_authorization_valid_before",
  "invalid_exact_evm_payload_authorization_value",
  "invalid_exact_evm_payload_signature",
  "invalid_exact_evm_payload_recipient_mismatch",
  "invalid_network",
  "invalid_payment_requirements",
  "invalid_scheme",
  "invalid_transaction_state",
  "unexpected_settle_error",
] as const;

export type Reason = (typeof reasons)[number];

/** Revert messages of USDC's contract, with the reason sent for each. */
const reverts: [RegExp, Reason][] = [
  [/transfer amount exceeds balance/, "insufficient_funds"],
  [/authorization is not yet valid/, "invalid_exact_evm_payload_authorization_valid_after"],
  [/authorization is expired/, "invalid_exact_evm_payload_authorization_valid_before"],
  [/invalid signature|ECRecover/, "invalid_exact_evm_payload_signature"],
  [/authorization is used or canceled|paused|blacklisted/, "invalid_transaction_state"],
];

/** The reason for a revert message. The message itself is never sent, since it may hold call data. */
export function reasonOfRevert(message: string): Reason {
  return reverts.find(([pattern]) => pattern.test(message))?.[1] ?? "unexpected_settle_error";
}
