// Which pages are the same for everybody who shows nothing of who they are: the market's lists that are kept, creators and pieces.
import { marketUrl, readMarketQuery } from "@/components/market/market-url";
import { canonicalTag } from "@/lib/catalog/text";

/** Without a query: it would say how the page is to be read. */
const CREATOR_OR_PIECE = /^\/@[a-z0-9-]+(?:\/[a-z0-9-]+)?$/;

/** Of other searches, pages and spellings there is no end (lib/public-cache/cached-market.ts). */
function isMarketList(url: string): boolean {
  const query = readMarketQuery(Object.fromEntries(new URLSearchParams(url.split("?")[1])));
  if (query.tag && query.tag !== canonicalTag(query.tag)) return false;
  if (query.search || query.cursor || query.priceMax !== undefined) return false;
  return marketUrl(query) === url;
}

export const isPublicPage = (url: string): boolean =>
  CREATOR_OR_PIECE.test(url) || ((url === "/" || url.startsWith("/?")) && isMarketList(url));
