// The facilitator port: who puts an authorization on chain. Its word is a hint; what counts is what the chain says (usdc.ts).
import type { TransactionReceipt } from "viem";
import type { Address, Hex } from "../kernel/address";
import type { SignedAuthorization } from "../x402/signed-authorization";

/** What is written and committed before anything is sent. */
export interface PreparedSettlement {
  facilitator: string;
  /** Set where we sign the transaction ourselves. */
  signed: { relayer: Address; relayerNonce: number; rawTransaction: Hex; transaction: Hex } | null;
}

/** Everything a facilitator needs to know of a payment. */
export interface SettlementRequest {
  x402Version: number;
  /** URL of what is bought. */
  resource: string;
  authorization: SignedAuthorization;
}

export interface Facilitator {
  /** Where we sign ourselves: the key's address and how many of its transactions the chain has counted. */
  relayer: { address: Address; chainNonce(): Promise<number> } | null;
  /** Asks the outside for what `prepare` needs (fees), before the transaction that calls it. */
  quoteFees(): Promise<Fees>;
  /**
   * Makes the attempt to be stored; nothing leaves the process. `takeNonce` gives the relayer's next nonce under a row
   * lock, so it is called inside the database transaction that stores the result.
   */
  prepare(
    request: SettlementRequest,
    gas: bigint,
    fees: Fees,
    takeNonce: (relayer: Address) => Promise<number>,
  ): Promise<PreparedSettlement>;
  /** Sends a stored attempt, again if need be: sending twice settles once. */
  submit(attempt: PreparedSettlement, request: SettlementRequest): Promise<Submitted>;
}

export interface Submitted {
  /** Where to look; null if nobody told. */
  transaction: Hex | null;
  /** The receipt, if our own node answered with it at once. */
  receipt: TransactionReceipt | null;
}

/** Wei per gas; zero where somebody else pays. */
export interface Fees {
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
}
