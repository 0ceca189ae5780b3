// One piece, from any x402 site: by proof where the wallet owns it, else for one payment under the cap and the budget.
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Address, toAddress } from "../kernel/address";
import { elapsedMs } from "../kernel/clock";
import { formatUsd } from "../kernel/money";
import { type Answer, allowedUrl, ask, isSuccess, type Keep, TooLarge, textOf } from "./ask";
import { reserve } from "./budget";
import { BuyerError } from "./buyer-error";
import { wasMade } from "./chain-state";
import { beginPurchase, findUnanswered, hasRunOut, type Purchase } from "./purchases";
import { filesOf, keepReceipt, settlementOf } from "./receipts";
import type { BuyerSettings } from "./settings";
import { signPayment, signProof } from "./sign";
import { chooseOffer, type Offer, readTerms, type Terms, type Wanted } from "./terms";

export interface Bought {
  how: "free" | "proof" | "paid";
  answer: Answer;
  /** Atomic USDC; 0 unless it was paid now. */
  amount: bigint;
  /** Where the receipt is kept. */
  receipt: string | null;
}

/** What a purchase would cost, where nothing is to be paid. */
export interface Quoted {
  how: "quote";
  amount: bigint;
  payTo: Address;
  network: string;
}

const WAIT_MS = 2_000;
const WAIT_MS_MAX = 10_000;
const WORDS_MAX = 300;

/** A server's own words, marked as such and cut: they are data. */
const quoted = (words: string) => JSON.stringify(words.slice(0, WORDS_MAX));

function unexpected(answer: Answer): BuyerError {
  return new BuyerError(
    "unexpected_answer",
    `The server answered ${answer.status}: ${quoted(textOf(answer))}. Nothing was paid.`,
  );
}

const keepOf = ({ folder, bytesMax }: BuyerSettings): Keep => ({ folder: filesOf(folder), bytesMax });

type Looked = { done: Bought } | { terms: Terms };

/** Asks without paying: the content if it is free or owned, else the terms. */
async function look(settings: BuyerSettings, url: string): Promise<Looked> {
  const first = await ask(url, {}, settings.patienceMs);
  if (isSuccess(first)) return { done: { how: "free", answer: first, amount: 0n, receipt: null } };
  if (first.status !== 402) throw unexpected(first);
  const terms = readTerms(first);
  const proof = await signProof(settings.account, terms, url, settings.networks);
  if (!proof) return { terms };
  const proved = await ask(url, proof, settings.patienceMs, keepOf(settings));
  if (isSuccess(proved)) return { done: { how: "proof", answer: proved, amount: 0n, receipt: null } };
  return { terms: proved.status === 402 ? readTerms(proved) : terms };
}

/** What `url` costs, or that it is free or owned. Throws what `buy` would throw before it pays. */
export async function quote(settings: BuyerSettings, address: string, wanted: Wanted = {}): Promise<Quoted | Bought> {
  const url = allowedUrl(address, settings);
  const looked = await look(settings, url);
  if ("done" in looked) return looked.done;
  const { amount, payTo, network } = chooseOffer(looked.terms, settings, wanted);
  return { how: "quote", amount, payTo, network: network.caip2 };
}

/** `wanted` narrows what the settings allow. In a dry run it ends where it would sign. */
export async function buy(settings: BuyerSettings, address: string, wanted: Wanted = {}): Promise<Bought | Quoted> {
  const url = allowedUrl(address, settings);
  const looked = await look(settings, url);
  const unanswered = findUnanswered(settings.folder, url);
  if ("done" in looked) {
    const { done } = looked;
    // What is free says nothing of a payment. A proof does: the server knows it as paid.
    if (!unanswered || settings.dryRun || done.how === "free") return done;
    const receipt = keepReceiptOf(settings, url, unanswered, done.answer);
    unanswered.end();
    return { ...done, receipt };
  }
  if (unanswered && !settings.dryRun && !(await cameToNothing(settings, unanswered))) return send(settings, url, unanswered);
  const offer = chooseOffer(looked.terms, settings, wanted);
  if (settings.dryRun) return { how: "quote", amount: offer.amount, payTo: offer.payTo, network: offer.network.caip2 };
  return pay(settings, url, looked.terms, offer);
}

/**
 * Whether what was signed can be used no more and was not, so that another may be signed. A server's word is not enough: who lost an answer
 * may call the payment refused that it took. Throws `payment_unresolved`.
 */
async function cameToNothing({ networks, clock }: BuyerSettings, { signed, end }: Purchase): Promise<boolean> {
  if (!signed || !hasRunOut(signed, clock.now())) return false;
  const network = networks.find(({ caip2 }) => caip2 === signed.network);
  const made = network && (await wasMade(network, signed));
  if (made === false) {
    end();
    return true;
  }
  const found = made ? "was used, by the chain" : "has run out, and no node of its network says whether it was used";
  throw new BuyerError(
    "payment_unresolved",
    `The signature of an earlier payment for this ${found}: it may be paid. Look at the wallet; then \`forget\` allows another one. Nothing was paid now.`,
  );
}

async function pay(settings: BuyerSettings, url: string, terms: Terms, offer: Offer): Promise<Bought> {
  const { account, folder, dailyBudget, clock } = settings;
  const purchase = beginPurchase(folder, url, clock.now());
  if (purchase.signed) return send(settings, url, purchase);
  let undo = () => purchase.end();
  try {
    const reservation = reserve(folder, offer.amount, dailyBudget, url, clock.now());
    undo = () => {
      reservation.release();
      purchase.end();
    };
    const payment = await signPayment(account, terms, offer, clock.now());
    const { amount, payTo, network } = offer;
    const facts = { amount: `${amount}`, payTo, network: network.caip2, claim: randomBytes(32).toString("base64url") };
    // From here on the signature is on the disk, and counts as spent whatever happens.
    undo = () => {};
    const signed = { ...payment, ...facts };
    if (!purchase.keep(signed))
      throw new BuyerError("under_way", "Another process is buying this. Nothing was paid by this one.");
    return await send(settings, url, { ...purchase, signed });
  } catch (error) {
    undo();
    throw error;
  }
}

/** Shows the one payment until there is an answer to it, or patience is at its end. */
async function send(settings: BuyerSettings, url: string, purchase: Purchase): Promise<Bought> {
  const { signed } = purchase;
  if (!signed) throw new Error("nothing was signed");
  const end = elapsedMs() + settings.patienceMs;
  let { claim } = signed;
  for (;;) {
    const headers = { [signed.header]: signed.value, "X-PAYMENT-CLAIM": claim };
    const timeoutMs = Math.ceil(Math.max(1, end - elapsedMs()));
    const answer = await ask(url, headers, timeoutMs, keepOf(settings)).catch((error: unknown) => {
      if (error instanceof TooLarge && isSuccess(error.answer)) return giveUp(settings, url, purchase, error);
      return lost(error);
    });
    if (answer && answer.status < 500 && answer.status !== 429) return conclude(settings, url, purchase, answer);
    const given = answer?.headers.get("x-payment-claim");
    if (given && given !== claim && /^[\w-]{1,128}$/.test(given)) {
      claim = given;
      purchase.setClaim(claim);
    }
    const seconds = Number(answer?.headers.get("retry-after") ?? 0);
    const waitMs = seconds > 0 ? Math.min(seconds * 1000, WAIT_MS_MAX) : WAIT_MS;
    if (elapsedMs() + waitMs >= end) break;
    await sleep(waitMs);
  }
  throw new BuyerError("payment_pending", `${sentWords(purchase)} It is not answered yet. ${AGAIN}`);
}

const AGAIN = "Call again: the same payment is shown, and no second one is signed.";
const sentWords = ({ signed }: Purchase) =>
  `The payment of ${formatUsd(BigInt(signed?.amount ?? 0))} was sent, and counts as spent.`;

/** No answer says nothing about the money. One that leads elsewhere or has no end is not asked for again at once. */
function lost(error: unknown): undefined {
  if (!(error instanceof BuyerError) || error.fault === "unreachable") return undefined;
  throw new BuyerError(error.fault, `${error.message} The payment was sent, and counts as spent. ${AGAIN}`);
}

/** Paid, and longer than its owner takes: asking again would not make it shorter. */
function giveUp(settings: BuyerSettings, url: string, purchase: Purchase, { answer, message }: TooLarge): never {
  const receipt = keepReceiptOf(settings, url, purchase, { ...answer, bytes: 0, sha256: null });
  purchase.end();
  throw new BuyerError("too_large", `${message} It is paid, and its receipt is ${receipt}. BUYER_MAX_MIB allows longer ones.`);
}

function reasonOf(answer: Answer): string {
  try {
    return readTerms(answer).error;
  } catch {
    return textOf(answer);
  }
}

async function conclude(settings: BuyerSettings, url: string, purchase: Purchase, answer: Answer): Promise<Bought> {
  const amount = BigInt(purchase.signed?.amount ?? 0);
  if (isSuccess(answer)) {
    const receipt = keepReceiptOf(settings, url, purchase, answer);
    purchase.end();
    return { how: "paid", answer, amount, receipt };
  }
  throw new BuyerError(
    "payment_refused",
    `${sentWords(purchase)} The server answered ${answer.status}: ${quoted(reasonOf(answer))}. Its signature can be used until it runs out; another is signed only if it was not.`,
  );
}

type Received = Pick<Answer, "headers" | "bytes"> & { sha256: string | null };

function keepReceiptOf({ folder, account }: BuyerSettings, url: string, { at, signed }: Purchase, answer: Received): string {
  const { headers, bytes, sha256 } = answer;
  return keepReceipt(folder, {
    url,
    paidAt: at.toISOString(),
    amount: signed?.amount ?? "0",
    payTo: signed?.payTo ?? "",
    payer: toAddress(account.address),
    network: signed?.network ?? "",
    sha256,
    bytes,
    contentType: headers.get("content-type") ?? "",
    settlement: settlementOf(answer),
    receiptId: headers.get("pennypost-receipt"),
  });
}
