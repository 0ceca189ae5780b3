// Who waits for the answer that is being made, for whatever has a queue: whose share of it a request takes, and whether anybody still waits.
import type { Asker } from "../../kernel/turns";
import { CLIENT_HEADER } from "./client-address";
import { currentExchange } from "./exchange";

/** Of the request that this code runs for; undefined in background work. */
export function currentAsker(): Asker | undefined {
  const { request, response } = currentExchange() ?? {};
  if (!request || !response) return undefined;
  const gone = new AbortController();
  if (response.destroyed) gone.abort();
  else response.once("close", () => gone.abort());
  return { client: String(request.headers[CLIENT_HEADER] ?? "unknown"), signal: gone.signal };
}
