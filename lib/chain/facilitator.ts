// The facilitator port: who puts an authorization on chain. Its word is a hint; what counts is what the chain says (usdc.ts).
import type { TransactionReceipt } from "viem";
import type { Address, Hash, Hex } from "../kernel/address";
import type { SignedAuthorization } from "../x402/exact/signed-authorization";
import type { Call } from "./multicall";

export interface SignedTransaction {
  relayer: Address;
  relayerNonce: number;
  rawTransaction: Hex;
  transaction: Hash;
  /** This payment's share of the transaction's. */
  gasLimit: bigint;
  /** Wei per gas. */
  maxFeePerGas: bigint;
  priorityFee: bigint;
  /** How many payments the transaction carries, and which of them this is, from 0. */
  members: number;
  place: number;
}

/** What is written and committed before anything is sent. */
export interface PreparedSettlement {
  facilitator: string;
  /** Set where we sign the transaction ourselves. */
  signed: SignedTransaction | null;
}

/** What the client sent beside its payment, unread. */
export interface ShownParts {
  resource?: Record<string, unknown>;
  extensions?: Record<string, unknown>;
}

/** Everything a facilitator needs to know of a payment. */
export interface SettlementRequest {
  x402Version: number;
  /** URL of what is bought. */
  resource: string;
  authorization: SignedAuthorization;
  /** Passed on by who settles elsewhere. */
  shown?: ShownParts | undefined;
}

/** The call that settles, as it was simulated, and the gas it took. */
export interface Simulated {
  call: Call;
  gas: bigint;
}

/** A key of ours that pays for gas. */
export interface Relayer {
  address: Address;
  /** How many of its transactions the chain has counted. */
  chainNonce(): Promise<number>;
  /** Wei that it holds. A key that was seen to hold too little for a transaction is left out until it is seen to hold enough. */
  balance(): Promise<bigint>;
}

/** Which of our keys sends a transaction, and under which nonce. */
export interface Slot {
  relayer: Address;
  relayerNonce: number;
}

export interface Facilitator {
  /** Where we sign ourselves: our keys. */
  relayers: Relayer[];
  /**
   * Asked once, before anything is settled: whoever settles, whether it does so here; our node, what it serves. Throws
   * WrongFacilitator where it says no, and its own error where a facilitator does not answer.
   */
  check(): Promise<void>;
  /** Asks the outside for what `prepare` needs, before the database transaction that calls it. Throws while it should not settle. */
  estimateFees(): Promise<FeesPerGas>;
  /** How many payments of plain accounts one transaction may carry: 1 where each has its own. */
  membersMax(): number;
  /**
   * Makes the attempts to be stored, one for each payment, in one transaction that carries all of them; nothing leaves the process. Of
   * several each may fail and leaves the others alone. `takeSlot` gives a key and its next nonce under a row lock, so it is called inside
   * the database transaction that stores the result.
   */
  prepare(
    simulated: readonly Simulated[],
    fees: FeesPerGas,
    takeSlot: (relayers: Address[]) => Promise<Slot>,
  ): Promise<PreparedSettlement[]>;
  /**
   * The same settlements under the same nonce for more gas, one attempt for each member in its place; null where it is not ours to send, or
   * would cost more than we allow.
   */
  outbid(stuck: StuckTransaction, fees: FeesPerGas): Promise<PreparedSettlement[] | null>;
  /**
   * Sends a stored attempt, again if need be: sending twice settles once, and what is being sent is not sent beside it. `isAwaited`: the
   * receipt is waited for, where our own node answers with it; without that, as for what has others after it, nobody waits for a block.
   */
  submit(attempt: PreparedSettlement, request: SettlementRequest, isAwaited?: boolean): Promise<Submitted>;
}

/**
 * A stored transaction that the chain has not counted. `isExpired`: its authorizations can pay nobody any more, only the nonce is wanted.
 * `isSlow`: it offers enough for the block and was left out all the same, which a higher tip may change.
 */
export interface StuckTransaction extends Slot {
  /** Its replacement makes the same call. */
  rawTransaction: Hex;
  members: number;
  maxFeePerGas: bigint;
  priorityFee: bigint;
  isExpired: boolean;
  isSlow: boolean;
}

export interface Submitted {
  /** Where to look; null if nobody told. */
  transaction: Hash | null;
  /** The receipt, if our own node answered with it at once. */
  receipt: TransactionReceipt | null;
  /** Our node held it already; told only where no receipt is waited for. */
  isKnown?: boolean;
  /** What the facilitator says of the payment's extensions, in a few words. */
  extensions?: string | null;
}

export interface FeesPerGas {
  /** Wei per gas; zero where somebody else pays. */
  maxFeePerGas: bigint;
  priorityFee: bigint;
}

/** The facilitator answers, and does not settle what we sell for. The message is one sentence for an operator. */
export class WrongFacilitator extends Error {
  override readonly name = "WrongFacilitator";
}

/** Settling is not possible or too dear for the moment; nothing was sent. */
export class CannotSettle extends Error {
  override readonly name = "CannotSettle";
}
