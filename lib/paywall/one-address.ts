// One URL for people and agents: an item's page, asked with a payment or for JSON, is its content. Decided before Next sees the
// request: as a rewrite or a proxy of Next's, every request to anything would pay for the question.
import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isCredential } from "../x402/mpp/challenge";

/** `@` may come encoded. What is no slug, as a feed's name, is no item. */
const ITEM_PAGE = /^\/(?:@|%40)([^/?]+)\/([a-z0-9-]+)(\?.*)?$/;
const PROOFS = ["x-payment", "payment-signature", "sign-in-with-x", "accept-payment"];

const wantsJson = (accept = "") => accept.includes("application/json") && !accept.includes("text/html");

/** Where the content lies that such a request is about, or undefined. */
export function contentAddressOf(url: string, headers: IncomingHttpHeaders): string | undefined {
  const [, handle, slug, query = ""] = ITEM_PAGE.exec(url) ?? [];
  const isPaying = PROOFS.some((name) => name in headers) || isCredential(headers.authorization);
  if (!handle || !(wantsJson(headers.accept) || isPaying)) return undefined;
  return `/api/creators/${handle}/items/${slug}/content${query}`;
}

/** Once in a process, before the first request. */
export function answerAgentsOnPages(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.url = contentAddressOf(request.url ?? "", request.headers) ?? request.url;
  });
}
