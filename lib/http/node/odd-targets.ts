// Request lines that Next answers with an error of its own are led to a path that is nobody's, before it sees them: a path that
// cannot be decoded, a method that says the request back (TRACE), the server as a whole (`OPTIONS *`). And a header that Next cannot
// read, and fails at, is left out: the page is answered whole.
import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

const NOWHERE = "/nowhere";
const NO_ROUTE = "/api/nowhere";

function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

/** The target that this request is answered for: its own, if it can be. */
export function answerableTarget(method: string, url: string): string {
  if (url === "*" || method === "TRACE") return NOWHERE;
  const [path = ""] = url.split("?", 1);
  if (isDecodable(path)) return url;
  return path.startsWith("/api/") ? NO_ROUTE : NOWHERE;
}

const ROUTER_STATE = "next-router-state-tree";

/** Leaves out the router's state where `read` throws: the framework's own reader. */
export function withoutOddState(headers: IncomingHttpHeaders, read: (state: string | string[]) => unknown): void {
  const state = headers[ROUTER_STATE];
  if (state === undefined) return;
  try {
    read(state);
  } catch {
    delete headers[ROUTER_STATE];
  }
}

/** Once in a process, before the first request and before whatever else looks at the target. */
export function leadOddTargetsAway(readState: (state: string | string[]) => unknown): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.url = answerableTarget(request.method ?? "", request.url ?? "");
    withoutOddState(request.headers, readState);
  });
}
