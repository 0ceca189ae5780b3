// Feed entries: the newest items of the market, a creator or a tag, with their free parts.
import type { ItemSummary } from "../items/codecs";
import type { MarketDeps } from "./in-turn";
import { listMarket } from "./list-market";
import { selectPublished } from "./market-queries";
import type { MarketQuery } from "./types";

export interface FeedItem extends ItemSummary {
  /** Free part, Markdown. */
  preview: string;
  /** When readers first saw what they see now: later than `publishedAt` for a corrected text. */
  updatedAt: Date;
}

export async function listFeed(deps: MarketDeps, query: Omit<MarketQuery, "sort" | "cursor">): Promise<FeedItem[]> {
  const { rows } = await listMarket(deps, { ...query, sort: "newest" });
  const ids = rows.map(({ id }) => id);
  const published = new Map((await selectPublished(deps.db, ids)).map((version) => [version.id, version]));
  return rows.map((row) => {
    const { preview = "", versionPublishedAt } = published.get(row.id) ?? {};
    const isCorrected = versionPublishedAt && versionPublishedAt > row.publishedAt;
    return { ...row, preview, updatedAt: isCorrected ? versionPublishedAt : row.publishedAt };
  });
}
