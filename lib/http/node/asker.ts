// Who waits for the answer that is being made, for whatever has a queue: whose share of it a request takes, and whether anybody still waits.
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Asker } from "../../kernel/turns";
import { CLIENT_HEADER } from "./client-address";

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** On globalThis: Next loads this module once per bundle. */
const holder = globalThis as { pennypostExchange?: AsyncLocalStorage<Exchange> };
holder.pennypostExchange ??= new AsyncLocalStorage();
const current = holder.pennypostExchange;

/** Of the request that this code runs for; undefined in background work. */
export function currentAsker(): Asker | undefined {
  const exchange = current.getStore();
  if (!exchange) return undefined;
  const { request, response } = exchange;
  const gone = new AbortController();
  if (response.destroyed) gone.abort();
  else response.once("close", () => gone.abort());
  return { client: String(request.headers[CLIENT_HEADER] ?? "unknown"), signal: gone.signal };
}

/** Once in a process, before the first request and after `findClients`. */
export function noteAskers(): void {
  subscribe("http.server.request.start", (message) => current.enterWith(message as Exchange));
}
