// Why nothing was bought, or why it is not known yet.

export type BuyerFault =
  | "not_configured"
  | "host_not_allowed"
  | "unreachable"
  | "redirected"
  | "too_large"
  | "unexpected_answer"
  | "terms_not_understood"
  | "no_offer_taken"
  | "above_cap"
  | "above_budget"
  | "journal_full"
  | "other_payee"
  | "under_way"
  | "payment_refused"
  | "payment_pending"
  | "payment_unresolved";

/** `message` is one sentence: what happened, whether money can have moved, and what to do. */
export class BuyerError extends Error {
  override readonly name = "BuyerError";
  readonly fault: BuyerFault;

  constructor(fault: BuyerFault, message: string) {
    super(message);
    this.fault = fault;
  }
}
