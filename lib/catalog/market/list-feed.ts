// Feed entries: the newest items of the market, a creator or a tag, with their free parts.
import type { ItemSummary } from "../items/codecs";
import { listMarket, type MarketDeps } from "./list-market";
import { selectPreviews } from "./market-queries";
import type { MarketQuery } from "./types";

export interface FeedItem extends ItemSummary {
  /** Free part, Markdown. */
  preview: string;
}

export async function listFeed(deps: MarketDeps, query: Omit<MarketQuery, "sort" | "cursor">): Promise<FeedItem[]> {
  const { rows } = await listMarket(deps, { ...query, sort: "newest" });
  const previews = new Map(
    (
      await selectPreviews(
        deps.db,
        rows.map(({ id }) => id),
      )
    ).map(({ id, preview }) => [id, preview]),
  );
  return rows.map((row) => ({ ...row, preview: previews.get(row.id) ?? "" }));
}
