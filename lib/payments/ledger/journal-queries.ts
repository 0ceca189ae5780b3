// The journal of what we sent: attempts with their signed transactions, and the relayers' nonces, which a row lock orders.

import type { PreparedSettlement, SignedTransaction, Slot } from "../../chain/facilitator";
import type { Db, Tx } from "../../db/client";
import { Prisma, type Purchase, type SettlementAttempt } from "../../db/generated/client";
import type { Address, Hash } from "../../kernel/address";
import { newId } from "../../kernel/ids";
import { tryMove } from "./purchase-queries";

export type AttemptRow = SettlementAttempt;

/**
 * A key and its next nonce: one whose row nobody holds, with the fewest transactions that were not seen mined; if all are held,
 * the first that is let go. The row stays locked until the transaction ends, so each key's nonces are stored in their order.
 */
async function takeSlot(tx: Tx, chainId: number, relayers: Address[]): Promise<Slot> {
  const pick = (skip: Prisma.Sql) => tx.$queryRaw<Slot[]>`
    UPDATE relayer SET next_nonce = next_nonce + 1 WHERE chain_id = ${chainId} AND address = (
      SELECT address FROM relayer r WHERE chain_id = ${chainId} AND address = ANY(${relayers})
       ORDER BY (SELECT count(*) FROM settlement_attempt a JOIN purchase p ON p.id = a.purchase_id AND p.chain_id = r.chain_id
                  WHERE a.relayer = r.address AND a.fee_paid IS NULL AND a.created_at > now() - interval '1 hour'), address
       LIMIT 1 FOR UPDATE ${skip})
    RETURNING address AS relayer, next_nonce - 1 AS "relayerNonce"`;
  const slot = (await pick(Prisma.sql`SKIP LOCKED`))[0] ?? (await pick(Prisma.empty))[0];
  if (!slot) throw new Error("no relayer key was counted yet");
  return slot;
}

/** The operator's cap for a day is reached. */
export class OverDailyCap extends Error {
  override readonly name = "OverDailyCap";
}

/** Sets aside what a transaction may cost at most; the row's lock makes concurrent ones add up. Throws OverDailyCap. */
async function reserveGas(tx: Tx, chainId: number, signed: SignedTransaction, dailyWei: bigint): Promise<void> {
  const wei = signed.gasLimit * signed.maxFeePerGas;
  const reserved = await tx.$executeRaw`
    INSERT INTO gas_day (chain_id, day, wei) SELECT ${chainId}, CURRENT_DATE, ${wei}::bigint WHERE ${wei}::bigint <= ${dailyWei}::bigint
    ON CONFLICT (chain_id, day) DO UPDATE SET wei = gas_day.wei + excluded.wei WHERE gas_day.wei + excluded.wei <= ${dailyWei}::bigint`;
  if (reserved === 0) throw new OverDailyCap("the day's gas is spent");
}

/**
 * T2. Stores the attempt and moves the purchase to `settling`, before anything is sent. `prepare` signs inside the transaction, so
 * that relayer nonces are taken and used in one order. Null if the purchase is no longer claimed. Throws OverDailyCap.
 */
export function storeAttempt(
  { db, dailyWei }: { db: Db; dailyWei: bigint | null },
  purchase: Pick<Purchase, "id" | "chainId">,
  prepare: (takeSlot: (relayers: Address[]) => Promise<Slot>) => Promise<PreparedSettlement>,
): Promise<AttemptRow | null> {
  const { id: purchaseId, chainId } = purchase;
  return db.$transaction(async (tx) => {
    if (!(await tryMove(tx, purchaseId, "store"))) return null;
    const { facilitator, signed } = await prepare((relayers) => takeSlot(tx, chainId, relayers));
    if (signed && dailyWei !== null) await reserveGas(tx, chainId, signed, dailyWei);
    return tx.settlementAttempt.create({ data: { id: newId("att"), purchaseId, facilitator, ...signed } });
  });
}

/** Stores a replacement of a stuck transaction: the same key and nonce, higher fees. */
export function storeReplacement(
  { db, dailyWei }: { db: Db; dailyWei: bigint | null },
  { id: purchaseId, chainId }: Pick<Purchase, "id" | "chainId">,
  { facilitator, signed }: PreparedSettlement,
): Promise<AttemptRow> {
  return db.$transaction(async (tx) => {
    if (signed && dailyWei !== null) await reserveGas(tx, chainId, signed, dailyWei);
    return tx.settlementAttempt.create({ data: { id: newId("att"), purchaseId, facilitator, ...signed } });
  });
}

export function listAttempts(db: Db, purchaseId: string): Promise<AttemptRow[]> {
  return db.settlementAttempt.findMany({ where: { purchaseId }, orderBy: { createdAt: "desc" } });
}

/**
 * Starts or repairs the relayer's counter. It only ever grows, but for one case: we have no stored transaction for the
 * nonce that the chain waits for, so nothing signed by us could ever fill it. The row lock keeps signers out meanwhile.
 */
export async function syncRelayer(db: Db, chainId: number, relayer: Address, chainNonce: number): Promise<void> {
  const key = { chainId, address: relayer };
  await db.relayer.createMany({ data: [{ ...key, nextNonce: chainNonce }], skipDuplicates: true });
  await db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ next_nonce: number }[]>`
      SELECT next_nonce FROM relayer WHERE chain_id = ${chainId} AND address = ${relayer} FOR UPDATE`;
    if (!row || row.next_nonce === chainNonce) return;
    const waitedFor = await tx.settlementAttempt.findFirst({
      where: { relayer, relayerNonce: chainNonce, purchase: { chainId } },
    });
    if (row.next_nonce > chainNonce && waitedFor) return;
    await tx.relayer.update({ where: { chainId_address: key }, data: { nextNonce: chainNonce } });
  });
}

/** A token's stored transactions that its chain has not counted yet, in the order in which it will take them. */
export function listUnmined(
  db: Db,
  token: Pick<Purchase, "chainId" | "asset">,
  relayer: Address,
  chainNonce: number,
  limit: number,
): Promise<(AttemptRow & { purchase: Purchase })[]> {
  return db.settlementAttempt.findMany({
    where: { relayer, relayerNonce: { gte: chainNonce }, purchase: token },
    orderBy: [{ relayerNonce: "asc" }, { createdAt: "asc" }],
    include: { purchase: true },
    take: limit,
  });
}

/** What a mined transaction of ours cost, once; what was set aside beyond it is given back. False if it is not ours, or was known. */
export async function recordFee(db: Db | Tx, purchaseId: string, transaction: Hash, wei: bigint): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    WITH paid AS (
      UPDATE settlement_attempt a SET fee_paid = ${wei}::bigint FROM purchase p
       WHERE a.purchase_id = ${purchaseId} AND a.transaction = ${transaction} AND a.fee_paid IS NULL AND p.id = a.purchase_id
      RETURNING p.chain_id, a.created_at::date AS day, a.gas_limit * a.max_fee_per_gas - ${wei}::bigint AS rest
    ), given_back AS (
      UPDATE gas_day g SET wei = g.wei - paid.rest FROM paid WHERE g.chain_id = paid.chain_id AND g.day = paid.day
    )
    SELECT 1 FROM paid`;
  return rows.length === 1;
}
