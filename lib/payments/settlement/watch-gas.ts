// Relayer keys that run dry stop the selling: they are looked at before they do.
import type { Address } from "../../kernel/address";
import type { PaymentDeps } from "../deps";

export interface Balance {
  address: Address;
  wei: bigint;
  /** Less than `alarm`. */
  isLow: boolean;
}

/** Asks every key of ours what it holds and tells; `alarm` in wei. Throws when the chain does not answer. */
export async function watchGas(deps: Pick<PaymentDeps, "facilitator" | "emit">, alarm: bigint): Promise<Balance[]> {
  const balances: Balance[] = [];
  for (const { address, balance } of deps.facilitator.relayers) {
    const wei = await balance();
    const isLow = wei < alarm;
    deps.emit({ type: "balance", relayer: address, wei, isLow });
    balances.push({ address, wei, isLow });
  }
  return balances;
}
