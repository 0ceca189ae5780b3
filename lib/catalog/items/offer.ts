// The view that payments have of an item: content, price and payee.
import type { Db } from "../../db/client";
import type { ItemKind } from "../codecs";
import { selectAddress } from "./item-queries";
import { type OfferRow, selectOffers } from "./offer-queries";

export interface ItemOffer extends OfferRow {
  /** Media type of the paid content route's answer. */
  mimeType: string;
}

/** The media type of the response with an item's content. */
export const mimeTypeOf = (kind: ItemKind) => (kind === "article" ? "text/markdown" : "application/json");

/**
 * The offers of these items in the given order, undefined for items never published. Removed items are included, for the caller to
 * decide. One query.
 */
export async function findOffers({ db }: { db: Db }, itemIds: readonly string[]): Promise<(ItemOffer | undefined)[]> {
  const rows = await selectOffers(db, itemIds);
  const offers = new Map(rows.map((row) => [row.id, { ...row, mimeType: mimeTypeOf(row.kind) }]));
  return itemIds.map((id) => offers.get(id));
}

export async function findOffer(deps: { db: Db }, itemId: string): Promise<ItemOffer | undefined> {
  return (await findOffers(deps, [itemId]))[0];
}

/** The item at a present or former path, if it was ever published. */
export async function findItemId({ db }: { db: Db }, key: { handle: string; slug: string }): Promise<string | undefined> {
  return (await selectAddress(db, key.handle.toLowerCase(), key.slug))?.itemId ?? undefined;
}
