// One URL for people and agents: an item's page, asked with a payment or for JSON, is its content, and asked for Markdown, or with `.md`
// behind it, the piece in Markdown. Decided before Next sees the request: as a rewrite or a proxy of Next's, every request to anything
// would pay for the question. Only by headers that pages vary by, for the pages are kept by caches.
import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isCredential } from "../x402/mpp/challenge";

/** `@` may come encoded. What is no slug, as a feed's name, is no item. */
const ITEM_PAGE = /^\/(?:@|%40)([^/?]+)\/([a-z0-9-]+)(\.md)?(\?.*)?$/;
/** What a request shows to be given what is paid for. */
const PROOFS = ["x-payment", "payment-signature", "sign-in-with-x"];

const wantsJson = (accept = "") => accept.includes("application/json") && !accept.includes("text/html");

/** A payment or a proof of a wallet, whatever it is worth. */
export const showsProof = (headerOf: (name: string) => string | string[] | null | undefined): boolean =>
  PROOFS.some((name) => typeof headerOf(name) === "string") || isCredential(String(headerOf("authorization") ?? ""));

/** How much somebody wants a media type (RFC 9110, 12.5.1), where they name it. */
function weightOf(accept: string, mediaType: string): number {
  const range = accept.split(",").find((each) => each.split(";")[0]?.trim().toLowerCase() === mediaType);
  if (range === undefined) return 0;
  const weight = Number(/;\s*q=([\d.]+)/i.exec(range)?.[1] ?? 1);
  return Number.isNaN(weight) ? 0 : weight;
}

/** No browser names Markdown; who names it, and HTML no more than that, reads it rather than HTML. */
function wantsMarkdown(accept = ""): boolean {
  if (!accept.includes("text/markdown")) return false;
  const weight = weightOf(accept, "text/markdown");
  return weight > 0 && weight >= weightOf(accept, "text/html");
}

/** Where the content lies that such a request is about, or undefined. */
export function contentAddressOf(url: string, headers: IncomingHttpHeaders): string | undefined {
  const [, handle, slug, suffix, query = ""] = ITEM_PAGE.exec(url) ?? [];
  if (!handle) return undefined;
  const item = `/api/creators/${handle}/items/${slug}`;
  if (suffix || wantsMarkdown(headers.accept)) return `${item}/markdown${query}`;
  return wantsJson(headers.accept) || showsProof((name) => headers[name]) ? `${item}/content${query}` : undefined;
}

/** Once in a process, before the first request. */
export function answerAgentsOnPages(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.url = contentAddressOf(request.url ?? "", request.headers) ?? request.url;
  });
}
