// A span of each request, named by its route. Addresses are not told: they may hold ids that only their owner knows.
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Recorder } from "../../kernel/trace";
import type { Exchange } from "./exchange";

/** What Next's own files and pages are told as; a route of the API is told by its id. */
export function placeOf(target: string, status: number): string {
  const [first = ""] = target.slice(1).split(/[/?#]/, 1);
  if (first === "_next") return "file";
  if (first.startsWith("@")) return "/@{handle}";
  // Whatever anybody asks for is a 404, and no name of anything.
  const isThere = status < 300 || status === 304;
  return isThere && /^[a-z]{0,20}$/.test(first) ? `/${first}` : "other";
}

/** Once in a process, after ids are given. */
export function traceRequests(recorder: Pick<Recorder, "enterRequest">): void {
  subscribe("http.server.request.start", (message) => {
    const exchange = message as Exchange & { request: IncomingMessage; response: ServerResponse };
    const { request, response } = exchange;
    const { method = "GET", url = "/" } = request;
    const span = recorder.enterRequest({
      "http.request.method": method,
      "pennypost.request.id": String(response.getHeader("x-request-id") ?? ""),
    });
    response.once("close", () => {
      const { statusCode: status, writableFinished } = response;
      const place = exchange.routeId ?? placeOf(url, status);
      span.end({
        name: `${method} ${place}`,
        isFailed: status >= 500,
        "http.response.status_code": status,
        "pennypost.answered": writableFinished,
      });
    });
  });
}
