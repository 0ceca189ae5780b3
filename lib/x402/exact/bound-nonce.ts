// Binds an EIP-3009 authorization to what it buys. EIP-3009 signs no resource, but it signs the nonce, which here is a hash of the
// item, our quote and the payer. Only the quote's issuer can recognise the nonce. Pure and isomorphic.
import { keccak256, stringToBytes } from "viem";
import { type Address, type Hash, toHash } from "../../kernel/address";
import { MAX_TIMEOUT_SECONDS } from "../offer";
import type { Authorization } from "./authorization";

/** `accepts[].extra.quote`: a price that is honoured until it expires. Times in Unix seconds. */
export interface Quote {
  /** 32 bytes that only the issuer can compute. */
  id: Hash;
  /** A whole minute. */
  issuedAt: number;
  expiresAt: number;
}

export interface Binding {
  itemId: string;
  quoteId: Hash;
  /** Counts attempts with one quote that were refused for good, from 0. */
  attempt: number;
}

/** Quotes are issued by the minute: requests within the same minute get the same quote. */
export const QUOTE_STEP_SECONDS = 60;
export const ATTEMPTS_MAX = 16;
const TAG = "pennypost.nonce.v1";
/** Lifetime of a bound authorization from its quote on; longer than the offered timeout, so that a payer has that much time left. */
export const BOUND_SECONDS = QUOTE_STEP_SECONDS + MAX_TIMEOUT_SECONDS;
/** Validity begins before the quote, since clocks differ. */
const BEFORE_SECONDS = 600;

/** keccak256 of "pennypost.nonce.v1|chainId|itemId|quoteId|payer|attempt" in UTF-8, hex lower-case; no part contains a bar. */
export function boundNonce(chainId: number, payer: Address, { itemId, quoteId, attempt }: Binding): Hash {
  return toHash(keccak256(stringToBytes([TAG, chainId, itemId, quoteId, payer, attempt].join("|"))));
}

/**
 * The parts of an authorization that are derived from a quote: all of them, so that a second click with the same quote signs
 * the same authorization and cannot pay twice.
 */
export function boundTo(
  quote: Quote,
  itemId: string,
  attempt: number,
  payer: Address,
  chainId: number,
): Pick<Authorization, "nonce" | "validAfter" | "validBefore"> {
  return {
    nonce: boundNonce(chainId, payer, { itemId, quoteId: quote.id, attempt: attempt % ATTEMPTS_MAX }),
    validAfter: BigInt(quote.issuedAt - BEFORE_SECONDS),
    validBefore: BigInt(quote.issuedAt + BOUND_SECONDS),
  };
}

/** Reads a quote from an offer's `extra`; null for anything else. */
export function readQuote(extra: unknown): Quote | null {
  const quote = typeof extra === "object" && extra !== null && "quote" in extra ? extra.quote : null;
  if (typeof quote !== "object" || quote === null) return null;
  const { id, issuedAt, expiresAt } = quote as Record<string, unknown>;
  const isId = typeof id === "string" && /^0x[0-9a-fA-F]{64}$/.test(id);
  if (!isId || !isSeconds(issuedAt) || !isSeconds(expiresAt)) return null;
  return { id: toHash(id), issuedAt, expiresAt };
}

const isSeconds = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > BEFORE_SECONDS;
