// The smallest price that may be set now. It follows what settling a payment costs; what was priced before keeps selling at its price.
import { Refusal } from "../../kernel/errors";
import { formatUsd } from "../../kernel/money";

export interface PriceFloor {
  /** Atomic USDC; absent where settling costs this market nothing. */
  priceFloor?: () => bigint;
}

/** Throws `invalid_request` with `out_of_range` for a price below the floor. */
export function requireAboveFloor({ priceFloor }: PriceFloor, amount: bigint): void {
  const floor = priceFloor?.() ?? 0n;
  if (amount >= floor) return;
  const min = formatUsd(floor);
  const message = `The price must be at least ${min}: settling a payment costs about as much at present.`;
  throw new Refusal("invalid_request", message, { issues: [{ path: "price", code: "out_of_range", params: { min }, message }] });
}
