import type { MetadataRoute } from "next";
import { connection } from "next/server";
import { itemPath } from "@/components/market/item-card";
import { listMarket } from "@/lib/catalog/list-market";
import type { ItemSummary } from "@/lib/catalog/types";
import { services } from "@/lib/services";

const pagesMax = 40;
const FRESH_MS = 60_000;

/** The newest pieces, up to about a thousand. */
async function newest(): Promise<ItemSummary[]> {
  const rows: ItemSummary[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < pagesMax; pages++) {
    const page = await listMarket(services(), { cursor });
    rows.push(...page.rows);
    if (!page.next) break;
    cursor = page.next;
  }
  return rows;
}

let kept: { items: Promise<ItemSummary[]>; until: number } | undefined;

/** Read once a minute, whoever asks: it is forty questions to the database for one. */
function newestOfMinute(): Promise<ItemSummary[]> {
  const now = Date.now();
  if (kept && kept.until > now) return kept.items;
  const items = newest();
  items.catch(() => {
    kept = undefined;
  });
  kept = { items, until: now + FRESH_MS };
  return items;
}

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection();
  const { origin } = services();
  const items = await newestOfMinute();
  const handles = [...new Set(items.map((item) => item.creator.handle))];
  return [
    { url: `${origin}/` },
    { url: `${origin}/docs/agents` },
    { url: `${origin}/verify` },
    ...handles.map((handle) => ({ url: `${origin}/@${handle}` })),
    ...items.map((item) => ({ url: `${origin}${itemPath(item)}`, lastModified: item.publishedAt })),
  ];
}
