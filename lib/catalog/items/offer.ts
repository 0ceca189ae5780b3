// The narrow view that payments have of an item: what is sold, for how much, to whom the money goes.
import type { Db, Tx } from "../../db/client";
import { type Address, lower } from "../../kernel/address";
import type { ItemKind, ItemStatus } from "../types";
import { selectAddress } from "./item-queries";

export interface ItemOffer {
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
  /** The published version: what a buyer gets now. */
  versionId: string;
  versionNumber: number;
  title: string;
  dek: string;
  sha256: string;
  bytes: bigint;
  words: number;
  fileCount: number;
  /** Media type of the paid content route's answer. */
  mimeType: string;
  /** What the creator said when taking it down. */
  removalReason: string | null;
}

/** Of the answer that carries an item's content. */
export const mimeTypeOf = (kind: ItemKind) => (kind === "article" ? "text/markdown" : "application/json");

type Row = Omit<ItemOffer, "mimeType">;

/**
 * The offers of items in their order, undefined for what was never published. `removed` ones are among them: the caller decides what
 * that means. One query.
 */
export async function findOffers({ db }: { db: Db | Tx }, itemIds: readonly string[]): Promise<(ItemOffer | undefined)[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT i.id, i.kind::text AS kind, i.status::text AS status, i.slug, i.amount, i.creator_id AS "creatorId",
           c.wallet AS "creatorWallet", c.pay_to AS "payTo", c.handle, c.display_name AS "creatorName",
           v.id AS "versionId", v.number AS "versionNumber", v.title, v.dek, v.sha256, v.bytes, v.words,
           (SELECT count(*) FROM version_file vf WHERE vf.version_id = v.id)::int AS "fileCount",
           i.removal_reason AS "removalReason"
      FROM item i JOIN creator c ON c.id = i.creator_id JOIN item_version v ON v.id = i.published_version_id
     WHERE i.id = ANY(${itemIds})`;
  const offers = new Map(rows.map((row) => [row.id, { ...row, payTo: lower(row.payTo), mimeType: mimeTypeOf(row.kind) }]));
  return itemIds.map((id) => offers.get(id));
}

export async function findOffer(deps: { db: Db | Tx }, itemId: string): Promise<ItemOffer | undefined> {
  return (await findOffers(deps, [itemId]))[0];
}

/** The item behind a page's address, present or former, if it was ever published. */
export async function findItemId({ db }: { db: Db }, key: { handle: string; slug: string }): Promise<string | undefined> {
  return (await selectAddress(db, lower(key.handle), key.slug))?.itemId ?? undefined;
}
