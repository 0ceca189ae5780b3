// Searches are dear and anonymous. Few run at once, so that most connections stay free for other work; some wait; all others are refused,
// before a page of it is rendered (lib/http/node/crowd.ts).

const [AT_ONCE, WAITING_MAX] = [2, 40];

export const searchTurns = { atOnce: AT_ONCE, waitingMax: WAITING_MAX, shareMax: 10 };
export const searchPlacesMax = AT_ONCE + WAITING_MAX;

export const tooManySearching = "Too many are searching at this moment. Try again in a few seconds.";
export const searchRetrySeconds = 3;

/** Next takes an encoded path for the decoded one. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const searching = new Map([
  ["/", "page"],
  ["/api/items", "api"],
  ["/api/suggestions", "api"],
] as const);

/** What answers this by a search, the market's page or a route, in whatever form the target is written; undefined if nothing does. */
export function searchedBy(method: string, target: string): "page" | "api" | undefined {
  if (!(method === "GET" || method === "HEAD")) return undefined;
  const url = URL.parse(target, "http://host");
  if (!url?.searchParams.getAll("search").some((typed) => typed.trim())) return undefined;
  return (searching as ReadonlyMap<string, "page" | "api">).get(decoded(url.pathname));
}
