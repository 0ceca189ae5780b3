// A payout address changes once the sign-in wallet and the new payout wallet have both signed one message, in either order and within
// a day (a Safe collects its owners' signatures). Payments for terms issued earlier keep their payee.
import { randomBytes } from "node:crypto";
import type { Db } from "../../db/client";
import type { Address, Hex } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { Payout, PayoutChange } from "./codecs";
import { getOwnCreator } from "./find-creator";
import { partsOf, payoutMessage } from "./payout-message";
import {
  addSignatures,
  cancelOpen,
  deleteUncompleted,
  findChange,
  findOpenChange,
  getChange,
  insertPayoutChange,
  isOpen,
  listCompleted,
  type PayoutChangeRow,
  tryComplete,
  trySetPayTo,
} from "./payout-queries";

const EXPIRES_MS = 24 * 3600 * 1000;
const UNSIGNED_KEPT_MS = 30 * EXPIRES_MS;
const BATCH_ROWS = 1_000;
const ZERO = `0x${"0".repeat(40)}`;

export interface PayoutDeps {
  db: Db;
  clock: Clock;
  origin: string;
  chainId: number;
  /** The payment token's contract, refused as payee: tokens sent to it are lost. */
  asset: Address;
  /** Verifies a personal_sign signature of a key or, by ERC-1271, of a smart contract wallet. */
  isSigned(signed: { address: Hex; message: string; signature: Hex }): Promise<boolean>;
}

function toChange({ id, fromPayTo, toPayTo, message, createdAt, expiresAt, completedAt, ...row }: PayoutChangeRow): PayoutChange {
  const signed = { account: row.accountSignature !== null, payTo: row.payToSignature !== null };
  return { id, fromPayTo, toPayTo, message, signed, createdAt, expiresAt, completedAt };
}

const notYours = () => new Refusal("not_found", "There is no such change of yours.");
const over = () =>
  new Refusal("conflict", "This change was completed, cancelled or has ended. Nothing was changed; begin again.");

function checkPayee(to: Address, from: Address, asset: Address): void {
  const wrong = to === ZERO || to === asset;
  const message = wrong ? "Money sent to this address would be lost." : "You are paid at this address already.";
  if (wrong || to === from)
    throw new Refusal("invalid_request", message, {
      issues: [{ path: "payTo", code: wrong ? "reserved" : "unchanged", message }],
    });
}

/** Starts a change and cancels any other open one. The payout address stays the same until both wallets have signed. */
export async function startPayoutChange(deps: PayoutDeps, wallet: Address, payTo: Address): Promise<PayoutChange> {
  const { db, clock, origin, chainId, asset } = deps;
  const creator = await getOwnCreator(deps, wallet);
  const [account, fromPayTo, toPayTo] = [wallet, creator.payTo, payTo];
  checkPayee(toPayTo, fromPayTo, asset);
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + EXPIRES_MS);
  const nonce = randomBytes(16).toString("hex");
  const message = payoutMessage({ origin, chainId, account, fromPayTo, toPayTo, nonce, issuedAt: now, expiresAt });
  const id = newId("pay", now.getTime());
  const row = await db.$transaction(async (tx) => {
    await cancelOpen(tx, creator.id, now);
    return insertPayoutChange(tx, { id, creatorId: creator.id, account, fromPayTo, toPayTo, message, createdAt: now, expiresAt });
  });
  return toChange(row);
}

/**
 * Stores one wallet's signature; the second completes the change. Throws `signature_refused` for any other signer or message, and
 * `conflict` for a change that is completed, cancelled, expired or older than a completed one.
 */
export async function signPayoutChange(
  deps: PayoutDeps,
  wallet: Address,
  changeId: string,
  { signer, signature }: { signer: Address; signature: Hex },
): Promise<PayoutChange> {
  const { db, clock } = deps;
  const creator = await getOwnCreator(deps, wallet);
  const change = await findChange(db, creator.id, changeId);
  if (!change) throw notYours();
  if (!isOpen(change, clock.now())) throw over();
  const { isAccount, isPayTo } = partsOf(change, signer);
  if (!isAccount && !isPayTo)
    throw new Refusal("signature_refused", "Only the account's wallet and the wallet to be paid sign this. Nothing was changed.");
  if (!(await deps.isSigned({ address: signer, message: change.message, signature })))
    throw new Refusal("signature_refused", "This is not that wallet's signature of this message. Nothing was changed.");
  const given = { ...(isAccount && { accountSignature: signature }), ...(isPayTo && { payToSignature: signature }) };
  return db.$transaction(async (tx) => {
    const now = clock.now();
    if (!(await addSignatures(tx, change.id, now, given))) throw over();
    if ((await tryComplete(tx, change.id, now)) && !(await trySetPayTo(tx, creator.id, change.fromPayTo, change.toPayTo)))
      throw over();
    return toChange(await getChange(tx, change.id));
  });
}

export async function cancelPayoutChange(
  deps: Pick<PayoutDeps, "db" | "clock">,
  wallet: Address,
  changeId: string,
): Promise<void> {
  const creator = await getOwnCreator(deps, wallet);
  if (!(await findChange(deps.db, creator.id, changeId))) throw notYours();
  if ((await cancelOpen(deps.db, creator.id, deps.clock.now(), changeId)) === 0) throw over();
}

/** The payout address, the open change and the completed ones. */
export async function getPayout(deps: Pick<PayoutDeps, "db" | "clock">, wallet: Address): Promise<Payout> {
  const { id, payTo } = await getOwnCreator(deps, wallet);
  const [open, completed] = await Promise.all([findOpenChange(deps.db, id, deps.clock.now()), listCompleted(deps.db, id)]);
  return { payTo, pending: open && toChange(open), history: completed.map(toChange) };
}

/** Forgets changes that nobody completed, a month after their end. */
export async function forgetUnsigned({ db, clock }: Pick<PayoutDeps, "db" | "clock">): Promise<void> {
  const before = new Date(clock.now().getTime() - UNSIGNED_KEPT_MS);
  while ((await deleteUncompleted(db, before, BATCH_ROWS)) === BATCH_ROWS);
}
