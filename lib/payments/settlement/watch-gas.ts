// Relayer keys that run dry stop the selling: they are looked at before they do.
import type { PaymentDeps } from "../deps";

/** Asks every key of ours what it holds and tells. True while each holds at least `alarm` (wei). Throws when the chain does not answer. */
export async function watchGas(deps: Pick<PaymentDeps, "facilitator" | "emit">, alarm: bigint): Promise<boolean> {
  let enough = true;
  for (const { address, balance } of deps.facilitator.relayers) {
    const wei = await balance();
    const isLow = wei < alarm;
    deps.emit({ type: "balance", relayer: address, wei, isLow });
    enough &&= !isLow;
  }
  return enough;
}
