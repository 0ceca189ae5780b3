// What settling one payment costs, in the money that it brings.
import type { FeesPerGas } from "../../chain/facilitator";

/** Of a plain account's payment, alone in its transaction. */
const SETTLEMENT_GAS = 85_000n;
const WEI_PER_ETH = 10n ** 18n;
const CENTS_TO_ATOMIC = 10_000n;

/**
 * Atomic USDC, rounded up to a tenth of a cent. `centsPerEth`: what an ether is worth. The fees a chain takes for its data on another one
 * are not in it.
 */
export function settlementCost({ maxFeePerGas, priorityFee }: FeesPerGas, centsPerEth: bigint): bigint {
  // The fee that is offered is twice the base fee and the tip; the fee that is paid is one of each.
  const wei = ((maxFeePerGas - priorityFee) / 2n + priorityFee) * SETTLEMENT_GAS;
  const atomic = (wei * centsPerEth * CENTS_TO_ATOMIC) / WEI_PER_ETH;
  return ((atomic + 999n) / 1_000n) * 1_000n;
}
