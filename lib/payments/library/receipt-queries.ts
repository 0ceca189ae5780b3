// SQL of receipts.
import type { Db } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import type { Receipt } from "../types";

/** A receipt as its statement answers it: flat, and with what decides who may see it. */
export interface ReceiptRow extends Omit<Receipt, "item" | "network">, Omit<Receipt["item"], "id"> {
  itemId: string;
  creatorWallet: Address;
  chainId: number;
  /** Whether the asking session paid for it itself. */
  granted: boolean;
}

/** As the creator's history numbers it (version-queries.ts): autosaves have no number unless they were published. */
const savedNumber = Prisma.sql`
  (SELECT count(*) FROM item_version o
    WHERE o.item_id = p.item_id AND o.number <= v.number AND (NOT o.is_autosave OR o.published_at IS NOT NULL))::int`;

const receiptColumns = Prisma.sql`
  p.id, p.item_id AS "itemId", i.kind::text AS kind, i.slug, v.title, c.handle, c.display_name AS "creatorName",
  c.wallet AS "creatorWallet", v.id AS "versionId", v.number AS "versionNumber",
  ${savedNumber} AS "savedNumber", v.sha256, v.bytes, p.amount, p.asset,
  p.chain_id AS "chainId", p.payer, p.pay_to AS "payTo", s.transaction, s.log_index AS "logIndex",
  s.block_number AS "blockNumber", s.settled_at AS "settledAt"`;

const receiptSource = Prisma.sql`
  purchase p JOIN settlement s ON s.purchase_id = p.id JOIN item i ON i.id = p.item_id
  JOIN item_version v ON v.id = p.version_id JOIN creator c ON c.id = p.creator_id`;

export async function selectReceipt(db: Db, purchaseId: string, sessionId: string | null): Promise<ReceiptRow | undefined> {
  const [row] = await db.$queryRaw<ReceiptRow[]>`
    SELECT ${receiptColumns},
           EXISTS (SELECT FROM session_grant g JOIN entitlement e ON e.id = g.entitlement_id
                    WHERE g.session_id = ${sessionId} AND e.purchase_id = p.id) AS granted
      FROM ${receiptSource} WHERE p.id = ${purchaseId} AND p.state = 'confirmed'`;
  return row;
}

/** Receipts of what a wallet owns, in the order of their ids, after one of them. */
export function selectReceiptsOf(db: Db, wallet: Address, after: string, limit: number): Promise<ReceiptRow[]> {
  return db.$queryRaw<ReceiptRow[]>`
    SELECT ${receiptColumns}, true AS granted
      FROM entitlement e JOIN ${receiptSource} ON p.id = e.purchase_id
     WHERE e.wallet = ${wallet} AND p.state = 'confirmed' AND p.id > ${after} ORDER BY p.id LIMIT ${limit}`;
}
