// A rail: one token on one chain, with all that is needed to settle a payment in it and to see that it was paid.
import type { Facilitator } from "../chain/facilitator";
import type { PaymentLog } from "../chain/payment-log";
import type { Usdc } from "../chain/usdc";
import { type Address, toAddress } from "../kernel/address";
import type { Network } from "../x402/networks";
import type { Confirmations } from "./terms/confirmations";

export interface Rail {
  /** The chain, and the token that is paid in. */
  network: Network;
  /** That token, as the chain shows it. */
  usdc: Usdc;
  facilitator: Facilitator;
  paymentLog: PaymentLog;
  confirmations: Confirmations;
  /** False until the chain was checked, and while it does not answer: nothing new is sold on it meanwhile. */
  isOpen(): boolean;
}

/** Why a rail takes no payments. `chain_not_checked`: since the start, the chain has not yet shown that it is the right one. */
export const pauseReasons = ["chain_not_checked", "chain_silent"] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** At least one; the first is the market's own, and takes what names no other. */
export type Rails<R extends Pick<Rail, "network"> = Rail> = readonly [R, ...R[]];

interface Named {
  /** x402 v1 name or CAIP-2 id. */
  network: string;
  /** Not said by v1. */
  asset?: Address | null;
}

/** The rail that a payment names; undefined if none of ours. Without an asset, its chain's first. */
export function findRail<R extends Pick<Rail, "network">>(rails: Rails<R>, { network, asset }: Named): R | undefined {
  return rails.find(
    (rail) =>
      (rail.network.caip2 === network || rail.network.v1 === network) && (!asset || toAddress(rail.network.asset) === asset),
  );
}
