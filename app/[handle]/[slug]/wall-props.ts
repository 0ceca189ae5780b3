import type { ComponentProps } from "react";
import { minutesOf } from "@/components/item/format";
import type { Paywall } from "@/components/paywall/paywall";
import type { ItemDetail } from "@/lib/catalog/types";
import { formatUsd } from "@/lib/kernel/money";
import type { Ownership } from "@/lib/payments/types";
import { services } from "@/lib/services";

/** What the wall may know, in a form that crosses to the browser. Nothing of the paid part is in it. */
export function wallProps(item: ItemDetail, ownership: Ownership): ComponentProps<typeof Paywall> {
  const { origin, network, env } = services();
  const { id, kind, title, amount, words, fileCount, bytes, sha256, creator } = item;
  return {
    item: {
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
    },
    initial: ownership.state === "owned" ? { ...ownership, purchasedAt: ownership.purchasedAt.toISOString() } : ownership,
    network: { label: network.label, test: network.test, demo: env.NETWORK === "local" },
  };
}
