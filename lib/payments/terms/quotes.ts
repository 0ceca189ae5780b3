// Quotes: prices under a MAC, the same for everyone within a minute, kept nowhere. And the nonces derived from them.
import { createHmac, timingSafeEqual } from "node:crypto";
import { type Address, type Hash, toHash } from "../../kernel/address";
import type { Authorization } from "../../x402/exact/authorization";
import { ATTEMPTS_MAX, BOUND_SECONDS, boundNonce, QUOTE_STEP_SECONDS, type Quote } from "../../x402/exact/bound-nonce";
import { type ChargeChallenge, challengeId, challengeNonce, challengeOf } from "../../x402/mpp/challenge";
import type { Network } from "../../x402/networks";

/** A price shown is honoured for this long. */
const QUOTE_SECONDS = 15 * 60;
const TAG = "pennypost.quote.v1";

/** What a quote stands for. */
export interface Quoted {
  chainId: number;
  itemId: string;
  payTo: Address;
  /** Atomic USDC. */
  amount: bigint;
}

export type QuoteKey = Uint8Array;

export function quoteId(key: QuoteKey, { chainId, itemId, payTo, amount }: Quoted, issuedAt: number): Hash {
  const text = [TAG, chainId, itemId, payTo, amount, issuedAt].join("|");
  return toHash(`0x${createHmac("sha256", key).update(text).digest("hex")}`);
}

/** The quote of this minute. */
export function issueQuote(key: QuoteKey, quoted: Quoted, now: Date): Quote {
  const seconds = Math.floor(now.getTime() / 1000);
  const issuedAt = seconds - (seconds % QUOTE_STEP_SECONDS);
  return { id: quoteId(key, quoted, issuedAt), issuedAt, expiresAt: issuedAt + QUOTE_SECONDS };
}

/** Whether we issued this quote for these terms and still stand by it. A forged or expired one is no quote, and no error. */
export function isQuoted(key: QuoteKey, quoted: Quoted, { id, issuedAt }: Pick<Quote, "id" | "issuedAt">, now: Date): boolean {
  const age = now.getTime() / 1000 - issuedAt;
  if (!(age >= -QUOTE_STEP_SECONDS && age <= QUOTE_SECONDS)) return false;
  const [ours, theirs] = [Buffer.from(quoteId(key, quoted, issuedAt)), Buffer.from(id)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

/** Where a payment was asked for: its chain, and the realm of the site that asked (MPP). */
export interface Asked {
  chainId: number;
  realm: string;
}

/** The challenge of this minute (MPP): its id is the quote's, so that the nonce of the answer names the same terms. */
export function issueChallenge(
  key: QuoteKey,
  charge: { itemId: string; payTo: Address; amount: bigint; network: Network },
  realm: string,
  now: Date,
): ChargeChallenge {
  const { id, issuedAt } = issueQuote(key, { ...charge, chainId: charge.network.chainId }, now);
  return challengeOf(charge, challengeId(id), realm, issuedAt + BOUND_SECONDS);
}

/** Whether an answered challenge is one of ours for this item, unchanged, and answered by this authorization. */
export function isAnswer(
  key: QuoteKey,
  { itemId, realm, network }: { itemId: string; realm: string; network: Network },
  challenge: ChargeChallenge,
  { to, value, validBefore, nonce }: Authorization,
): boolean {
  const issuedAt = Number(validBefore) - BOUND_SECONDS;
  if (issuedAt <= 0 || issuedAt % QUOTE_STEP_SECONDS !== 0) return false;
  const ours = issueChallenge(key, { itemId, payTo: to, amount: value, network }, realm, new Date(issuedAt * 1000));
  const isOurs = (Object.keys(ours) as (keyof ChargeChallenge)[]).every((name) => ours[name] === challenge[name]);
  return isOurs && nonce === challengeNonce(ours.id, realm);
}

type Spent = Pick<Authorization, "from" | "to" | "value" | "nonce">;

/** Whether an authorization commits to this item, to the payee and to a price of ours. The end of its life names the quote. */
export function isBound(key: QuoteKey, asked: Asked, itemId: string, authorization: Authorization): boolean {
  const issuedAt = Number(authorization.validBefore) - BOUND_SECONDS;
  if (issuedAt <= 0 || issuedAt % QUOTE_STEP_SECONDS !== 0) return false;
  return findDerivation(key, asked, [itemId], authorization, [issuedAt]) !== null;
}

/** Which of the items a payment in a block of that time was bound to: all that is known of it is what the chain logged. */
export function findBoundItem(key: QuoteKey, asked: Asked, itemIds: readonly string[], spent: Spent, time: Date): string | null {
  const seconds = Math.floor(time.getTime() / 1000);
  const minute = seconds - (seconds % QUOTE_STEP_SECONDS);
  // Most are settled within seconds of their quote; the node's clock may be a little behind ours.
  const minutes = [minute, minute - QUOTE_STEP_SECONDS, minute + QUOTE_STEP_SECONDS];
  const oldest = seconds - BOUND_SECONDS - QUOTE_STEP_SECONDS;
  for (let at = minute - 2 * QUOTE_STEP_SECONDS; at >= oldest; at -= QUOTE_STEP_SECONDS) minutes.push(at);
  return findDerivation(key, asked, itemIds, spent, minutes);
}

/** The item whose quote, of one of these minutes, the nonce was derived from. First attempts are the rule, so they come first. */
function findDerivation(
  key: QuoteKey,
  { chainId, realm }: Asked,
  itemIds: readonly string[],
  { from, to, value, nonce }: Spent,
  minutes: readonly number[],
): string | null {
  const quotes = minutes.flatMap((issuedAt) =>
    itemIds.map((itemId) => ({ itemId, quoteId: quoteId(key, { chainId, itemId, payTo: to, amount: value }, issuedAt) })),
  );
  const findAttempt = (attempt: number) => quotes.find((quote) => boundNonce(chainId, from, { ...quote, attempt }) === nonce);
  const isAnswered = (quote: { quoteId: Hash }) => challengeNonce(challengeId(quote.quoteId), realm) === nonce;
  let found = findAttempt(0) ?? quotes.find(isAnswered);
  for (let attempt = 1; !found && attempt < ATTEMPTS_MAX; attempt++) found = findAttempt(attempt);
  return found?.itemId ?? null;
}
