// The API of the routes under test as an import calls it: a fetch that finds the route of an address.
import { type Client, createClient } from "@/lib/api-client/client";
import { retries } from "@/lib/api-client/retries";
import { call, routes } from "../integration/http-harness";

function routeOf(path: string): { route: string; params: Record<string, string> } {
  for (const route of Object.keys(routes)) {
    const names = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
    const match = new RegExp(`^${route.replace(/\{\w+\}/g, "([^/]+)").replaceAll(".", "\\.")}$`).exec(path);
    if (match && (names.length > 0 || route === path))
      return { route, params: Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ""])) };
  }
  throw new Error(`no route for ${path}`);
}

export interface Calls {
  /** "POST /api/items", in order. */
  made: string[];
  /** Answers in place of the server when it gives something. */
  before?: (line: string) => Response | undefined;
}

/** `key`: what acts. Every call is written down. */
export function apiOf(key: string, calls: Calls = { made: [] }): Client {
  const ask = async (url: string, init: RequestInit) => {
    const { pathname, search } = new URL(url);
    // A literal route is meant before one with a parameter.
    const { route, params } = routeOf(pathname);
    const method = init.method ?? "GET";
    calls.made.push(`${method} ${route}`);
    const instead = calls.before?.(`${method} ${pathname}`);
    if (instead) return instead;
    const { "Content-Type": type, ...headers } = (init.headers ?? {}) as Record<string, string>;
    const body = typeof init.body === "string" ? { body: JSON.parse(init.body) } : init.body ? { raw: init.body } : {};
    return call(method, route, params, {
      headers: { ...headers, ...(type ? { "content-type": type } : {}) },
      query: search,
      ...body,
    });
  };
  const retry = retries({ sleep: async () => undefined });
  return createClient({ origin: "http://localhost:3999", key, fetch: ask, retry });
}
