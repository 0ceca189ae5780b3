import type { ItemDetail } from "@/lib/catalog/items/codecs";
import { formatUsd } from "@/lib/kernel/money";
import { minutesOf } from "@/lib/kernel/reading-time";
import type { PaywallItem } from "./types";

/** The public facts of an item for the wall, without anything of the paid part. */
export function wallItem(item: ItemDetail, origin: string): PaywallItem {
  const { id, kind, title, amount, words, fileCount, bytes, sha256, creator } = item;
  return {
    id,
    kind,
    title,
    amount: amount.toString(),
    priceLabel: formatUsd(amount),
    words,
    minutes: minutesOf(words),
    fileCount,
    bytes: bytes.toString(),
    creatorName: creator.displayName,
    payTo: creator.payTo,
    sha256,
    url: `${origin}/api/items/${id}/content`,
  };
}
