// An id for each request: X-Request-Id of its answer, whatever answers, and a field of its log lines and of its problem document.
import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

const HEADER = "x-request-id";
/** What a proxy in front may have given: short, and nothing that a log or a header could misread. */
const PLAIN = /^[\w.-]{8,64}$/;

/** On globalThis: Next loads this module once per bundle. */
const holder = globalThis as { pennypostRequestId?: AsyncLocalStorage<string> };
holder.pennypostRequestId ??= new AsyncLocalStorage();
const current = holder.pennypostRequestId;

/** The id of the request that this code runs for; undefined in background work. */
export const requestId = (): string | undefined => current.getStore();

/** Runs `work` as part of the request that these headers came with. */
export const inRequestOf = <T>(headers: IncomingMessage["headers"], work: () => T): T => current.run(idOf(headers), work);

function idOf(headers: IncomingMessage["headers"]): string {
  const given = headers[HEADER];
  return typeof given === "string" && PLAIN.test(given) ? given : randomBytes(12).toString("base64url");
}

/** Once in a process, before the first request. */
export function giveRequestIds(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const id = idOf(request.headers);
    request.headers[HEADER] = id;
    response.setHeader("X-Request-Id", id);
    current.enterWith(id);
  });
}
