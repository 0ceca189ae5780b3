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

/** Whether this is answered by a search, the market's page or its route, in whatever form the target is written. */
export function isSearch(method: string, target: string): boolean {
  if (!(method === "GET" || method === "HEAD")) return false;
  const url = URL.parse(target, "http://host");
  if (!url || !["/", "/api/items"].includes(decoded(url.pathname))) return false;
  return url.searchParams.getAll("search").some((typed) => typed.trim());
}
