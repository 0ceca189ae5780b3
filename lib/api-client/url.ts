// Where a call goes: a route's path with its parameters, and its query.

export interface UrlParts {
  params?: Record<string, string>;
  query?: Record<string, string | undefined>;
}

/** Of "GET /api/items/{itemId}", without an origin. */
export function urlOf(route: string, { params = {}, query = {} }: UrlParts): string {
  const path = route.slice(route.indexOf("/")).replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const said = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return said.length ? `${path}?${new URLSearchParams(said)}` : path;
}
