// Items as agents read them: few fields, money in dollars beside atomic units, and absolute addresses.
import { picturesAt, withPictureAddresses } from "../catalog/files/render-text";
import type { ItemDetail, ItemSummary } from "../catalog/items/codecs";
import { Refusal } from "../kernel/errors";
import { toDecimal } from "../kernel/money";
import { findCachedItem } from "../public-cache/cached-item";
import { services } from "../services";

/** The URI of the free part, as a resource. */
export const previewUri = (itemId: string) => `pennypost://items/${itemId}/preview`;

export function describeItem(item: ItemSummary) {
  const { id, kind, title, dek, tags, amount, words, creator, publishedAt } = item;
  const { origin } = services();
  return {
    itemId: id,
    kind,
    title,
    dek,
    by: creator.displayName,
    tags,
    priceUsd: toDecimal(amount),
    amount: `${amount}`,
    words,
    files: item.fileCount,
    bytes: `${item.bytes}`,
    publishedAt: publishedAt.toISOString(),
    page: `${origin}/@${creator.handle}/${item.slug}`,
    paidUrl: `${origin}/api/items/${id}/content`,
  };
}

/** The free part, with its pictures at addresses that open anywhere. Throws `not_found`, or `removed` for what was taken down. */
export async function getPreview(itemId: string): Promise<ItemDetail> {
  const found = await findCachedItem(services(), { itemId });
  if (!found) throw new Refusal("not_found", "There is no such item.");
  const { origin } = services();
  return { ...found.item, preview: withPictureAddresses(found.item.preview, picturesAt(itemId, { origin })) };
}

/** What there is to see before paying: the free part, and what stands behind the line. */
export function describePreview(item: ItemDetail) {
  const { preview, previewWords, headings, files, sha256, versionNumber } = item;
  const behind = { headings, files: files.map(({ name, mediaType, bytes }) => ({ name, mediaType, bytes: `${bytes}` })) };
  return { ...describeItem(item), version: versionNumber, contentSha256: sha256, previewWords, behind, preview };
}
