// An id for each request: X-Request-Id of its answer, whatever answers, and a field of its log lines and of its problem document.
import { randomUUID } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { currentExchange, inExchange, noteExchanges } from "./exchange";

const HEADER = "x-request-id";
/** What a proxy in front may have given: short, and nothing that a log or a header could misread. */
const PLAIN = /^[\w.-]{8,64}$/;

/** The id of the request that this code runs for; undefined in background work. */
export function requestId(): string | undefined {
  const exchange = currentExchange();
  return exchange && String(exchange.request.headers[HEADER]);
}

/** Runs `work` as part of the request that these headers came with. */
export const inRequestOf = <T>(headers: IncomingMessage["headers"], work: () => T): T =>
  inExchange({ request: { headers: { ...headers, [HEADER]: idOf(headers) } }, response: undefined }, work);

function idOf(headers: IncomingMessage["headers"]): string {
  const given = headers[HEADER];
  return typeof given === "string" && PLAIN.test(given) ? given : newId();
}

/** Sixteen digits; of the random ones of which Node keeps a store. */
const newId = () => randomUUID().replaceAll("-", "").slice(-16);

/** Once in a process, before the first request. */
export function giveRequestIds(): void {
  noteExchanges();
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const id = idOf(request.headers);
    request.headers[HEADER] = id;
    response.setHeader("X-Request-Id", id);
  });
}
