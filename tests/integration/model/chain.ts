// A chain in memory that the schedule moves: blocks, a mempool in nonce order, reorganisations, and everybody who meddles. It
// knows authorizations by their nonces, and of USDC just what the protocol stands on.

import { type Hex, keccak256, toHex } from "viem";
import { type Hash, toHash } from "../../../lib/kernel/address";
import type { SignedAuthorization } from "../../../lib/x402/exact/signed-authorization";
import { FINAL } from "../../model/commands";

export const BLOCK_SECONDS = 12n;
/** When block 0 was made, in Unix seconds. */
export const GENESIS = 1_800_000_000n;

export interface Transaction {
  hash: Hash;
  sender: string;
  /** The sender's; null where nobody counts (a facilitator's own affair, somebody else's). */
  nonce: number | null;
  fee: bigint;
  /** What it would settle, each for itself; nothing where it only fills a nonce. */
  authorizations: SignedAuthorization[];
}

export interface Event {
  transaction: Transaction;
  kind: "paid" | "cancelled" | "failed";
  /** The nonce of the authorization. */
  auth: Hex | null;
}

export interface Block {
  number: bigint;
  hash: Hash;
  time: bigint;
  /** When it was made, by the chain's own count. */
  tick: number;
  events: Event[];
}

export interface Place {
  block: Block;
  event: Event;
}

export interface Chain {
  blocks: Block[];
  mempool: Transaction[];
  /** Counts what has happened. */
  tick: number;
  /** When a reorganisation last took away what a transaction had made of an authorization. */
  undone: Map<Hex, number>;
  blocksMade: number;
  /** The next transaction of several pays nobody: one of them takes the gas of all. */
  starves: boolean;
}

export function newChain(): Chain {
  const chain: Chain = { blocks: [], mempool: [], tick: 0, undone: new Map(), blocksMade: 0, starves: false };
  for (let count = 0; count <= FINAL; count++) addBlock(chain);
  return chain;
}

const timeAt = (height: number) => GENESIS + BigInt(height) * BLOCK_SECONDS;

function addBlock(chain: Chain): Block {
  const number = chain.blocks.length;
  const hash = toHash(keccak256(toHex(`block ${chain.blocksMade++}`)));
  const block: Block = { number: BigInt(number), hash, time: timeAt(number), tick: ++chain.tick, events: [] };
  chain.blocks.push(block);
  return block;
}

export const head = (chain: Chain): Block => chain.blocks.at(-1) as Block;
export const finalized = (chain: Chain): Block => chain.blocks.at(-1 - FINAL) as Block;

export function places(chain: Chain): Place[] {
  return chain.blocks.flatMap((block) => block.events.map((event) => ({ block, event })));
}

/** What spent or cancelled an authorization. */
export const endOf = (chain: Chain, auth: Hex): Place | undefined =>
  places(chain).find(({ event }) => event.auth === auth && event.kind !== "failed");

export const isPaid = (chain: Chain, auth: Hex): boolean => endOf(chain, auth)?.event.kind === "paid";

/** A transaction that would settle it waits to be mined. */
export const isUnderWay = (chain: Chain, auth: Hex): boolean =>
  chain.mempool.some(({ authorizations }) => authorizations.some(({ nonce }) => nonce === auth));

/** How many transactions of a sender the chain has counted. */
export const countOf = (chain: Chain, sender: string): number =>
  new Set(places(chain).flatMap(({ event: { transaction } }) => (transaction.sender === sender ? (transaction.nonce ?? []) : [])))
    .size;

function run(chain: Chain, block: Block, transaction: Transaction): void {
  const { authorizations } = transaction;
  const isStarved = authorizations.length > 1 && chain.starves;
  if (isStarved) chain.starves = false;
  if (authorizations.length === 0) block.events.push({ transaction, kind: "failed", auth: null });
  for (const { nonce: auth, validBefore } of authorizations) {
    const pays = !isStarved && !endOf(chain, auth) && block.time < validBefore;
    block.events.push({ transaction, kind: pays ? "paid" : "failed", auth });
  }
}

/** Into the mempool, as a node would take it: known or counted is no news, and under the same nonce the dearer one stays. */
export function send(chain: Chain, transaction: Transaction): void {
  const { nonce, sender, fee, hash } = transaction;
  chain.tick++;
  if (chain.mempool.some((known) => known.hash === hash)) return;
  if (nonce === null) {
    chain.mempool.push(transaction);
    return;
  }
  if (nonce < countOf(chain, sender)) return;
  const rival = chain.mempool.findIndex((known) => known.sender === sender && known.nonce === nonce);
  if (rival < 0) chain.mempool.push(transaction);
  else if ((chain.mempool[rival]?.fee ?? 0n) < fee) chain.mempool[rival] = transaction;
}

/** A block with all that can be mined now. */
export function mine(chain: Chain): void {
  const block = addBlock(chain);
  for (;;) {
    const index = chain.mempool.findIndex(({ nonce, sender }) => nonce === null || nonce === countOf(chain, sender));
    if (index < 0) return;
    const [transaction] = chain.mempool.splice(index, 1);
    if (transaction) run(chain, block, transaction);
  }
}

export function drop(chain: Chain): void {
  chain.mempool.pop();
  chain.tick++;
}

/** Other blocks in place of the last ones. `keep` puts what was mined back under way, unless it was somebody else's. */
export function reorganise(chain: Chain, depth: number, keep: boolean): void {
  const gone = chain.blocks.splice(chain.blocks.length - depth, depth).flatMap(({ events }) => events);
  for (let count = 0; count < depth; count++) addBlock(chain);
  for (const { transaction, auth } of gone) {
    if (keep && !isMeddler(transaction)) send(chain, transaction);
    if (auth) chain.undone.set(auth, chain.tick);
  }
}

const MEDDLER = "somebody";
export const isMeddler = ({ sender }: Transaction): boolean => sender === MEDDLER;

/** Somebody else submits or cancels it, in a block of its own. False if nothing came of it. */
export function meddle(chain: Chain, authorization: SignedAuthorization, kind: "paid" | "cancelled"): boolean {
  const isLate = kind === "paid" && timeAt(chain.blocks.length) >= authorization.validBefore;
  if (isLate || endOf(chain, authorization.nonce)) return false;
  const block = addBlock(chain);
  const hash = toHash(keccak256(toHex(`meddler in ${block.hash}`)));
  const transaction = { hash, sender: MEDDLER, nonce: null, fee: 0n, authorizations: [authorization] };
  block.events.push({ transaction, kind, auth: authorization.nonce });
  return true;
}
