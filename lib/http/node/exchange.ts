// The request that code runs for, and its answer. One store for all who want to know: each store costs every promise a little.
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

export interface Exchange {
  request: Pick<IncomingMessage, "headers">;
  /** Undefined where only the request is known. */
  response: ServerResponse | undefined;
  /** Of the declared route that answers it, once that is known. */
  routeId?: string;
}

/** On globalThis: Next loads this module once per bundle. */
const holder = globalThis as { pennypostExchange?: AsyncLocalStorage<Exchange>; pennypostExchangesNoted?: true };
holder.pennypostExchange ??= new AsyncLocalStorage();
const current = holder.pennypostExchange;

/** Undefined in background work. */
export const currentExchange = (): Exchange | undefined => current.getStore();

export function noteRoute(routeId: string): void {
  const exchange = current.getStore();
  if (exchange) exchange.routeId = routeId;
}

/** Runs `work` as part of this one: what is told by an event of a connection is part of none. */
export const inExchange = <T>(exchange: Exchange, work: () => T): T => current.run(exchange, work);

/** Something that belongs to the request that code runs for, while `work` runs; kept without a store of its own. */
export class OfExchange<T> {
  readonly #held = new WeakMap<Exchange, T>();

  getStore(): T | undefined {
    const exchange = currentExchange();
    return exchange && this.#held.get(exchange);
  }

  async run<R>(held: T, work: () => Promise<R>): Promise<R> {
    const exchange = currentExchange();
    if (!exchange) return work();
    this.#held.set(exchange, held);
    try {
      return await work();
    } finally {
      this.#held.delete(exchange);
    }
  }
}

/** Before the first request. */
export function noteExchanges(): void {
  if (holder.pennypostExchangesNoted) return;
  holder.pennypostExchangesNoted = true;
  subscribe("http.server.request.start", (message) => current.enterWith(message as Exchange));
}
