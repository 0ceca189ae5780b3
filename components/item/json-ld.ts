// Structured data of an item for search engines (schema.org): its price, and which part of it is not free.
import type { ItemDetail } from "@/lib/catalog/items/codecs";
import { toDecimal } from "@/lib/kernel/money";

type Described = Pick<ItemDetail, "id" | "kind" | "title" | "dek" | "slug" | "tags" | "amount" | "publishedAt" | "creator">;

export const socialPath = ({ id }: Pick<ItemDetail, "id">) => `/api/items/${id}/social-picture`;

export const descriptionOf = ({ dek, creator }: Pick<ItemDetail, "dek" | "creator">) => dek || `By ${creator.displayName}`;

export function jsonLd(item: Described, origin: string): Record<string, unknown> {
  const { id, kind, title, slug, tags, amount, publishedAt, creator } = item;
  const url = `${origin}/@${creator.handle}/${slug}`;
  return {
    "@context": "https://schema.org",
    "@type": kind === "article" ? "Article" : "CreativeWork",
    headline: title,
    description: descriptionOf(item),
    url,
    image: `${origin}${socialPath(item)}`,
    datePublished: publishedAt.toISOString(),
    author: { "@type": "Person", name: creator.displayName, url: `${origin}/@${creator.handle}` },
    ...(tags.length ? { keywords: tags.join(", ") } : {}),
    isAccessibleForFree: false,
    license: `${origin}/api/items/${id}/license.xml`,
    hasPart: { "@type": "WebPageElement", isAccessibleForFree: false, cssSelector: ".paid-part" },
    offers: {
      "@type": "Offer",
      price: toDecimal(amount),
      priceCurrency: "USD",
      availability: "https://schema.org/InStock",
      url,
    },
  };
}

/** Escaped for a script element, which a "<" in a title could end. */
export function jsonLdText(item: Described, origin: string): string {
  return JSON.stringify(jsonLd(item, origin)).replaceAll("<", "\\u003c");
}
