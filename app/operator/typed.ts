import { one, type SearchParams } from "@/components/market/market-url";

/** A query's value as the database may be asked for it: short, and without what it refuses. */
export const typed = (query: SearchParams, name: string): string | undefined =>
  one(query[name])?.replaceAll("\0", "").slice(0, 300) || undefined;
