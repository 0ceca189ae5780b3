// An authorization that names what it buys: EIP-3009 signs no resource, but its nonce is signed, and here it is a hash over the
// item, our quote and the payer. Derived, it can be recognised by who issued the quote, and by nobody else. Pure and isomorphic.
import { keccak256, stringToBytes } from "viem";
import { type Address, type Hex, lower } from "../../kernel/address";
import { MAX_TIMEOUT_SECONDS } from "../offer";
import type { Authorization } from "./authorization";

/** What `accepts[].extra.quote` says: a price that is honoured until it expires. Times in Unix seconds. */
export interface Quote {
  /** 32 bytes; nobody but its issuer can tell or foresee it. */
  id: Hex;
  /** A whole minute. */
  issuedAt: number;
  expiresAt: number;
}

export interface Binding {
  itemId: string;
  quoteId: Hex;
  /** Counts what was tried with one quote and refused for good, from 0 on. */
  attempt: number;
}

/** Quotes are issued by the minute: who asks within the same one gets the same. */
export const QUOTE_STEP_SECONDS = 60;
export const ATTEMPTS_MAX = 16;
const TAG = "pennypost.nonce.v1";
/** How long a bound authorization lives, from its quote on: nobody signs with less than the offered time left. */
export const BOUND_SECONDS = QUOTE_STEP_SECONDS + MAX_TIMEOUT_SECONDS;
/** Clocks differ: it is valid from before its quote. */
const BEFORE_SECONDS = 600;

/** keccak256 of "pennypost.nonce.v1|chainId|itemId|quoteId|payer|attempt" in UTF-8, hex lower-case; no part contains a bar. */
export function boundNonce(chainId: number, payer: Address, { itemId, quoteId, attempt }: Binding): Hex {
  return keccak256(stringToBytes([TAG, chainId, itemId, lower(quoteId), lower(payer), attempt].join("|")));
}

/**
 * The parts of an authorization that follow from a quote. All of them do, so that a second click while the quote stands signs
 * the very same authorization, and cannot pay twice.
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

/** Reads a quote out of an offer's `extra`; null for anything else, which is then simply no quote. */
export function readQuote(extra: unknown): Quote | null {
  const quote = typeof extra === "object" && extra !== null && "quote" in extra ? extra.quote : null;
  if (typeof quote !== "object" || quote === null) return null;
  const { id, issuedAt, expiresAt } = quote as Record<string, unknown>;
  const isId = typeof id === "string" && /^0x[0-9a-fA-F]{64}$/.test(id);
  if (!isId || !isSeconds(issuedAt) || !isSeconds(expiresAt)) return null;
  return { id: lower(id) as Hex, issuedAt, expiresAt };
}

const isSeconds = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > BEFORE_SECONDS;
