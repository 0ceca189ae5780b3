// Reads of the chain: USDC balances, the state of authorizations, and whether one was paid.
import type { Address } from "../kernel/address";

/** What the browser and the wall need of the chain. */
export interface BalanceReader {
  /** Atomic USDC. */
  balanceOf(address: Address): Promise<bigint>;
}
