// Prices as people and agents write them.
import { z } from "zod";
import { refused } from "../kernel/field-issues";
import { DECIMAL_USDC, formatUsd, PRICE_MAX, PRICE_MIN, parseUsdc } from "../kernel/money";

/** A decimal string in; atomic units out. */
export const usdcSchema = z
  .string('Write the price as a string of dollars, like "0.25".')
  .regex(DECIMAL_USDC, { error: 'Write the price in dollars with at most six decimals, like "0.25".', abort: true })
  .transform(parseUsdc);

export const priceSchema = usdcSchema.refine(
  (amount) => amount >= PRICE_MIN && amount <= PRICE_MAX,
  refused("out_of_range", `The price must be between ${formatUsd(PRICE_MIN)} and ${formatUsd(PRICE_MAX)}.`, {
    min: formatUsd(PRICE_MIN),
    max: formatUsd(PRICE_MAX),
  }),
);
