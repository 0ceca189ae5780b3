// The beginning of payments: purchase, relayer nonce and signed transaction in one statement, so that none is ever there without the
// others, and all of it before anything is sent. Many payments begin in one commit.
import type { PreparedSettlement, Slot } from "../../chain/facilitator";
import { type Ask, asJson, type Db } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import { newId } from "../../kernel/ids";
import { type AttemptRow, asStored } from "./journal-queries";
import type { NewClaim, PurchaseRow } from "./purchase-queries";

export interface Begun {
  purchase: PurchaseRow;
  attempt: AttemptRow;
}

/** The rows of a payment that begins: `settling` from its first moment, for its attempt is stored with it. */
export function rowsOf(purchaseId: string, claim: NewClaim, { facilitator, signed }: PreparedSettlement, now: Date): Begun {
  const { authorization: a, ...rest } = claim;
  const authorized = {
    payer: a.from,
    nonce: a.nonce,
    payTo: a.to,
    amount: a.value,
    validAfter: a.validAfter,
    validBefore: a.validBefore,
    signature: a.signature,
  };
  const times = { createdAt: now, updatedAt: now };
  const purchase = {
    id: purchaseId,
    state: "settling" as const,
    reason: null,
    deliveredAt: null,
    ...authorized,
    ...rest,
    ...times,
  };
  const unsigned = { relayer: null, relayerNonce: null, rawTransaction: null, transaction: null };
  const noGas = { gasLimit: null, maxFeePerGas: null, priorityFee: null, feePaid: null };
  const alone = { members: 1, place: 0 };
  const attempt = { id: newId("att"), purchaseId, facilitator, ...unsigned, ...noGas, ...alone, ...signed, createdAt: now };
  return { purchase, attempt };
}

/**
 * For so long no transaction is shared after one was burnt, so that who burns them delays others by a block in this time, and no more. One
 * statement reads it together with the counters.
 */
const APART_MINUTES = 10;

/** The next nonces of keys, handed out in memory: they hold if the rows still say so when the payments are stored. */
export interface Slots {
  /** No transaction that payments shared was burnt lately. */
  mayShare: boolean;
  take(relayers: Address[]): Promise<Slot>;
}

/** A key's row. */
export interface Counter {
  address: Address;
  next: number;
  counted: number;
  isApart: boolean;
}

const isApart = (relayer: string) =>
  Prisma.sql`coalesce(${Prisma.raw(relayer)}.burnt_at > now() - make_interval(mins => ${APART_MINUTES}::int), false)`;

/** `isLocked` keeps other signers out until the transaction ends. */
export function readCounters(ask: Ask, chainId: number, isLocked: boolean): Promise<Counter[]> {
  return ask<Counter>(Prisma.sql`
    SELECT r.address, r.next_nonce AS next, r.counted_nonce AS counted, ${isApart("r")} AS "isApart"
      FROM relayer r WHERE r.chain_id = ${chainId} ORDER BY r.address
    ${isLocked ? Prisma.sql`FOR UPDATE` : Prisma.empty}`);
}

export function slotsOf(rows: readonly Counter[]): Slots {
  const counters = rows.map((row) => ({ ...row }));
  return {
    mayShare: !counters.some((counter) => counter.isApart),
    /** Of these keys, the one with the fewest transactions that the chain had not counted when it was last asked. */
    async take(relayers) {
      const able = counters.filter(({ address }) => relayers.includes(address));
      const [first] = able.sort((a, b) => a.next - a.counted - (b.next - b.counted));
      if (!first) throw new Error("no relayer key was counted yet");
      return { relayer: first.address, relayerNonce: first.next++ };
    },
  };
}

/** Which of these cannot be stored: begun before, or another of the payer's for the item was, or their client's id names another payment. */
export async function findTaken(db: Db, chainId: number, claims: (NewClaim & { purchaseId: string })[]): Promise<Set<string>> {
  const wanted = claims.map(({ purchaseId: id, itemId, asset, authorization: { from: payer, nonce }, paymentId }) => ({
    id,
    itemId,
    asset,
    payer,
    nonce,
    paymentId,
  }));
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM jsonb_to_recordset(${asJson(wanted)}::jsonb) AS
           wanted (id text, "itemId" text, asset text, payer text, nonce text, "paymentId" text)
     WHERE EXISTS (SELECT FROM purchase p WHERE p.chain_id = ${chainId} AND p.asset = wanted.asset AND p.payer = wanted.payer
                      AND p.nonce = wanted.nonce)
        OR EXISTS (SELECT FROM purchase p WHERE p.item_id = wanted."itemId" AND p.payer = wanted.payer
                      AND p.state IN ('claimed', 'settling', 'confirmed'))
        OR EXISTS (SELECT FROM purchase p WHERE p.payment_id = wanted."paymentId")`;
  return new Set(rows.map(({ id }) => id));
}

/**
 * Stores payments of one chain, all or none, and answers the keys' counters as they are then. Null, and nothing stored, if a counter has
 * gone on since its nonces were taken, or payments were to share a transaction while each should go alone. Throws a unique violation where
 * one of them was begun before, or another of the same payer for the same item.
 */
export async function tryStore(ask: Ask, chainId: number, begun: Begun[]): Promise<Counter[] | null> {
  const rows = begun.map(({ purchase, attempt }) => ({ ...asStored(attempt), attemptId: attempt.id, ...purchase }));
  const [answer] = await ask<{ isStored: boolean; counters: Counter[] }>(Prisma.sql`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${asJson(rows)}::jsonb) AS (
        id text, "itemId" text, "versionId" text, "creatorId" text, state purchase_state, "payerKind" payer_kind, "chainId" int,
        asset text, payer text, "payTo" text, amount bigint, nonce text, "validAfter" bigint, "validBefore" bigint, signature text,
        "x402Version" int, "claimedAtBlock" bigint, "isBound" boolean, "paymentId" text, "claimHash" text, "updatedAt" timestamptz,
        "attemptId" text, facilitator text, relayer text, "relayerNonce" int, "rawTransaction" text, transaction text,
        "gasLimit" bigint, "maxFeePerGas" bigint, "priorityFee" bigint, members int, place int)
    ), taken AS (
      SELECT relayer, min("relayerNonce") AS first, count(DISTINCT "relayerNonce")::int AS count FROM wanted WHERE relayer IS NOT NULL GROUP BY relayer
    ), held AS (
      SELECT r.address, taken.first + taken.count AS next FROM relayer r JOIN taken ON r.address = taken.relayer AND r.next_nonce = taken.first
       WHERE r.chain_id = ${chainId} ORDER BY r.address FOR UPDATE OF r
    ), stored AS (
      SELECT wanted.* FROM wanted WHERE (SELECT count(*) FROM held) = (SELECT count(*) FROM taken)
         AND NOT (EXISTS (SELECT FROM wanted WHERE members > 1)
                  AND EXISTS (SELECT FROM relayer r WHERE r.chain_id = ${chainId} AND ${isApart("r")}))
    ), purchases AS (
      INSERT INTO purchase (id, item_id, version_id, creator_id, state, payer_kind, chain_id, asset, payer, pay_to, amount, nonce,
             valid_after, valid_before, signature, x402_version, claimed_at_block, is_bound, payment_id, claim_hash, updated_at)
      SELECT id, "itemId", "versionId", "creatorId", state, "payerKind", "chainId", asset, payer, "payTo", amount, nonce,
             "validAfter", "validBefore", signature, "x402Version", "claimedAtBlock", "isBound", "paymentId", "claimHash", "updatedAt"
        FROM stored
       -- Of two groups that hold the same payers' items, neither waits for the other in a circle.
       ORDER BY "itemId", payer
    ), attempts AS (
      INSERT INTO settlement_attempt (id, purchase_id, facilitator, relayer, relayer_nonce, raw_transaction, transaction,
             gas_limit, max_fee_per_gas, priority_fee, members, place)
      SELECT "attemptId", id, facilitator, relayer, "relayerNonce", "rawTransaction", transaction,
             "gasLimit", "maxFeePerGas", "priorityFee", members, place FROM stored
    ), counted AS (
      UPDATE relayer r SET next_nonce = held.next FROM held
       WHERE r.chain_id = ${chainId} AND r.address = held.address AND EXISTS (SELECT FROM stored)
    )
    SELECT EXISTS (SELECT FROM stored) AS "isStored",
           (SELECT coalesce(jsonb_agg(jsonb_build_object('address', r.address, 'next', coalesce(held.next, r.next_nonce),
                     'counted', r.counted_nonce, 'isApart', ${isApart("r")}) ORDER BY r.address), '[]')
              FROM relayer r LEFT JOIN held ON held.address = r.address WHERE r.chain_id = ${chainId}) AS counters`);
  return answer?.isStored ? answer.counters : null;
}
