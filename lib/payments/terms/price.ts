// What may be paid for an item.

export interface Price {
  /** `amount` in atomic units of the token. */
  accepts(amount: bigint): boolean;
}

/** Exactly one of these amounts: today's price, and those that are still honoured. */
export const fixedPrice = (amounts: readonly bigint[]): Price => ({ accepts: (amount) => amounts.includes(amount) });
