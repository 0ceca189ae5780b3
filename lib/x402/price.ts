// What may be paid for an item: asked by the buyer of what is offered, by the server of what was signed, and by a rebuild of what was
// paid.

export interface Price {
  /** `amount` in atomic units of the token. */
  accepts(amount: bigint): boolean;
}

/** Exactly one of these amounts: the price that was shown, or today's and those that are still honoured. */
export const fixedPrice = (amounts: readonly bigint[]): Price => ({ accepts: (amount) => amounts.includes(amount) });
