// Several calls in one transaction, by the Multicall3 contract (github.com/mds1/multicall).
import { encodeFunctionData, multicall3Abi } from "viem";
import type { Hex } from "../kernel/address";

/** At this address on every chain we know. */
export const MULTICALL3: Hex = "0xcA11bde05977b3631167028862bE2a173976CA11";

export interface Call {
  to: Hex;
  data: Hex;
}

/** One call that makes all of these in their order. Where one that `mayFail` fails, the others stand; any other takes all of them back. */
export function aggregate(calls: (Call & { mayFail: boolean })[]): Call {
  const parts = calls.map(({ to, data, mayFail }) => ({ target: to, allowFailure: mayFail, callData: data }));
  return { to: MULTICALL3, data: encodeFunctionData({ abi: multicall3Abi, functionName: "aggregate3", args: [parts] }) };
}
