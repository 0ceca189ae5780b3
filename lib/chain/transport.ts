// The way to a node, without `fetch`: Next wraps fetch, and what it makes of answers slows Request, Response and their streams for
// everything that this process serves (docs/decisions/0026).
import { Agent, request } from "undici";
import { type HttpTransport, http } from "viem";
import { inSpan } from "../kernel/trace";
import { withRetries } from "./retry";

const CALL_TIMEOUT_MS = 5_000;
const ANSWER_BYTES_MAX = 10 * 2 ** 20;

/** What viem reads of an answer (its utils/rpc/http.ts). */
type Answer = Pick<Response, "ok" | "status" | "statusText" | "headers" | "body" | "text">;

/** viem gives the headers as an object, the body as a string, and a signal that ends the call when its time is up. */
async function send(dispatcher: Agent, url: string, { headers, body, signal }: RequestInit): Promise<Answer> {
  const answer = await request(url, {
    dispatcher,
    method: "POST",
    headers: headers as Record<string, string>,
    body: body as string,
    signal: signal ?? null,
  });
  const { statusCode: status } = answer;
  const told = new Headers({ "Content-Type": String(answer.headers["content-type"] ?? "") });
  const text = await answer.body.text();
  return { ok: status >= 200 && status < 300, status, statusText: "", headers: told, body: null, text: async () => text };
}

/**
 * viem's transport over connections of its own. Every call has a timeout; one that was lost is repeated `lostCalls` times, and one
 * over the node's rate limit for about two seconds.
 */
export function nodeTransport(rpcUrl: string, lostCalls: number): HttpTransport {
  const dispatcher = new Agent({ maxResponseSize: ANSWER_BYTES_MAX });
  const fetchFn = (url: unknown, init: RequestInit = {}) => send(dispatcher, String(url), init) as Promise<Response>;
  const once = http(rpcUrl, { timeout: CALL_TIMEOUT_MS, retryCount: 0, fetchFn });
  return (parameters) => {
    const transport = once({ ...parameters, retryCount: 0 });
    const ask: typeof transport.request = (call, options) => {
      // It waits for a block by itself (EIP-7966), and what it sent is sent.
      const afterTimeout = call.method !== "eth_sendRawTransactionSync";
      return inSpan(`rpc ${call.method}`, { "rpc.method": call.method }, () =>
        withRetries(() => transport.request(call, options), { lostCalls, afterTimeout }),
      );
    };
    return { ...transport, request: ask };
  };
}
