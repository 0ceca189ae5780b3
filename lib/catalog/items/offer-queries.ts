// SQL of offers: items as payments see them.
import { askPool, type Db } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";
import type { ItemKind, ItemStatus, Moderation } from "../codecs";
import { hidden } from "./item-queries";

export interface OfferRow {
  id: string;
  creatorId: string;
  /** The creator's sign-in wallet; it never buys its own items. */
  creatorWallet: Address;
  payTo: Address;
  handle: string;
  creatorName: string;
  kind: ItemKind;
  status: ItemStatus;
  slug: string;
  amount: bigint;
  /** The published version, which a buyer gets now. */
  versionId: string;
  versionNumber: number;
  title: string;
  dek: string;
  tags: string[];
  sha256: string;
  bytes: bigint;
  words: number;
  fileCount: number;
  /** The creator's reason for removal. */
  removalReason: string | null;
  hidden: Moderation | null;
}

/** Offers of the items that were ever published, in no order. */
export async function selectOffers(db: Db, itemIds: readonly string[]): Promise<OfferRow[]> {
  const rows = await askPool(db)<OfferRow>(Prisma.sql`
    SELECT i.id, i.kind::text AS kind, i.status::text AS status, i.slug, i.amount, i.creator_id AS "creatorId",
           c.wallet AS "creatorWallet", c.pay_to AS "payTo", c.handle, c.display_name AS "creatorName",
           v.id AS "versionId", v.number AS "versionNumber", v.title, v.dek, i.tags, v.sha256, v.bytes, v.words,
           (SELECT count(*) FROM version_file vf WHERE vf.version_id = v.id)::int AS "fileCount",
           i.removal_reason AS "removalReason", ${hidden}
      FROM item i JOIN creator c ON c.id = i.creator_id JOIN item_version v ON v.id = i.published_version_id
     WHERE i.id = ANY(${itemIds})`);
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount), bytes: BigInt(row.bytes) }));
}
