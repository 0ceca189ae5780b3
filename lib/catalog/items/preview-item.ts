// A draft as readers, search engines and agents would get it if it were published now. For its creator only.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import type { FieldIssue } from "../../kernel/field-issues";
import type { ItemDetail } from "./codecs";
import { slugTaken } from "./create-item";
import { getOwned, getVersion } from "./draft";
import { toDetail } from "./find-item";
import { selectDraftDetail, selectFiles } from "./item-queries";
import { issuesOf, missingParts } from "./missing-parts";
import { type ItemOffer, mimeTypeOf } from "./offer";
import { type PriceFloor, requireAboveFloor } from "./price-floor";
import { isSlugOfAnother } from "./slug-queries";

interface Deps extends PriceFloor {
  db: Db;
  clock: Clock;
}

export interface ItemPreview {
  item: ItemDetail;
  /** Why the draft cannot be published; empty if it can. */
  missing: FieldIssue[];
  /** The offer that a 402 response would contain. */
  offer: ItemOffer;
}

/** What would be published along with the draft, where it is to change; `price` in atomic USDC. */
export interface Terms {
  price?: bigint | undefined;
  slug?: string | undefined;
  tags?: string[] | undefined;
}

/** Refuses another creator's item with `not_found`, a removed one with `removed`, and terms that a publishing would refuse as that does. */
export async function previewItem(
  { db, clock, ...floor }: Deps,
  wallet: Address,
  itemId: string,
  terms: Terms = {},
): Promise<ItemPreview> {
  const owned = await getOwned(db, wallet, itemId);
  if (terms.price !== undefined && terms.price !== owned.amount) requireAboveFloor(floor, terms.price);
  if (terms.slug !== undefined && (await isSlugOfAnother(db, owned, terms.slug))) throw slugTaken();
  const row = await selectDraftDetail(db, itemId);
  if (!row) throw new Refusal("not_found", "There is no such item of yours.");
  const publishedAt = owned.publishedAt ?? owned.scheduledFor ?? clock.now();
  const files = row.kind === "file" ? await selectFiles(db, row.versionId) : [];
  const { price: amount = row.amount, slug = row.slug, tags = row.tags } = terms;
  const item = toDetail({ ...row, amount, slug, tags, publishedAt }, files);
  const missing = issuesOf(missingParts(owned, await getVersion(db, row.versionId)));
  return { item, missing, offer: offerOf(item, wallet) };
}

function offerOf({ creator, ...item }: ItemDetail, wallet: Address): ItemOffer {
  const { id: creatorId, payTo, handle, displayName: creatorName } = creator;
  const who = { creatorId, creatorWallet: wallet, payTo, handle, creatorName };
  return { ...item, ...who, mimeType: mimeTypeOf(item.kind), removalReason: null, hidden: null };
}
