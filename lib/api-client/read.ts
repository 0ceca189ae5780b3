// What a page asks as it opens, where no reason is told when it fails: typed as `call` is, at half its weight.
import type { AnswerOf, Arguments, Route } from "./client";
import { type UrlParts, urlOf } from "./url";

const patienceMs = 20_000;

/** Rejects where there is no answer 2xx. */
export async function read<R extends Extract<Route, `GET ${string}`>>(route: R, ...[input]: Arguments<R>): Promise<AnswerOf<R>> {
  const url = urlOf(route, (input ?? {}) as UrlParts);
  const response = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(patienceMs) });
  if (!response.ok) throw new Error(`${route}: ${response.status}`);
  return response.json();
}
