// SQL of what is stored of a wallet, page by page: payments in the order of their times, the rest in that of ids.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";

/** A payment, whatever became of it, with the item as its payer sees it. */
export interface StoredPayment {
  id: string;
  state: string;
  reason: string | null;
  itemId: string;
  title: string;
  network: string;
  asset: string;
  payTo: string;
  amount: bigint;
  nonce: string;
  transaction: string | null;
  createdAt: Date;
  settledAt: Date | null;
  deliveredAt: Date | null;
  /** Taken out of the library's list. */
  hiddenAt: Date | null;
}

/** What it bought, the oldest first; what is settled again after a reorganisation is unfinished. `key`: of its entitlement. */
export async function selectBought(
  db: Db,
  wallet: Address,
  after: Date,
  afterId: string,
  limit: number,
): Promise<(StoredPayment & { key: string; boughtAt: Date })[]> {
  return db.$queryRaw<(StoredPayment & { key: string; boughtAt: Date })[]>`
    SELECT e.id AS key, e.created_at AS "boughtAt", p.id, p.state::text AS state, p.reason, p.item_id AS "itemId", v.title,
           'eip155:' || p.chain_id AS network, p.asset, p.pay_to AS "payTo", p.amount, p.nonce, s.transaction, p.created_at AS "createdAt",
           s.settled_at AS "settledAt", p.delivered_at AS "deliveredAt", e.hidden_at AS "hiddenAt"
      FROM (SELECT * FROM entitlement e WHERE wallet = ${wallet} AND (created_at, id) > (${after}::timestamptz, ${afterId})
               AND (SELECT state FROM purchase WHERE id = e.purchase_id) = 'confirmed'
             ORDER BY created_at, id LIMIT ${limit}) e
      CROSS JOIN LATERAL (SELECT * FROM purchase WHERE id = e.purchase_id LIMIT 1) p
      JOIN item_version v ON v.id = p.version_id
      LEFT JOIN settlement s ON s.purchase_id = p.id
     ORDER BY e.created_at, e.id`;
}

/** Its payments that bought nothing, or not yet, the oldest first. */
export function selectUnfinished(db: Db, wallet: Address, after: Date, afterId: string, limit: number): Promise<StoredPayment[]> {
  return db.$queryRaw<StoredPayment[]>`
    SELECT p.id, p.state::text AS state, p.reason, p.item_id AS "itemId", v.title, 'eip155:' || p.chain_id AS network, p.asset,
           p.pay_to AS "payTo", p.amount, p.nonce, s.transaction, p.created_at AS "createdAt", s.settled_at AS "settledAt",
           p.delivered_at AS "deliveredAt", NULL AS "hiddenAt"
      FROM (SELECT * FROM purchase WHERE payer = ${wallet} AND state <> 'confirmed' AND (created_at, id) > (${after}::timestamptz, ${afterId})
             ORDER BY created_at, id LIMIT ${limit}) p
      JOIN item_version v ON v.id = p.version_id LEFT JOIN settlement s ON s.purchase_id = p.id
     ORDER BY p.created_at, p.id`;
}

export interface StoredPlace {
  itemId: string;
  fraction: number;
  at: Date;
}

export function selectPlaces(db: Db, wallet: Address, after: string, limit: number): Promise<StoredPlace[]> {
  return db.$queryRaw<StoredPlace[]>`
    SELECT item_id AS "itemId", fraction, at FROM reading_place WHERE wallet = ${wallet} AND item_id > ${after} ORDER BY item_id LIMIT ${limit}`;
}

export interface StoredReport {
  id: string;
  itemId: string;
  reason: string;
  text: string;
  contact: string;
  createdAt: Date;
  closedAt: Date | null;
  outcome: string | null;
}

export function selectReportsBy(db: Db, wallet: Address, after: string, limit: number): Promise<StoredReport[]> {
  return db.$queryRaw<StoredReport[]>`
    SELECT id, item_id AS "itemId", reason, text, contact, created_at AS "createdAt", closed_at AS "closedAt", outcome
      FROM report WHERE wallet = ${wallet} AND id > ${after} ORDER BY id LIMIT ${limit}`;
}
