import { renderMarkdown } from "@/lib/catalog/markdown";
import { defineRoute, toJson } from "@/lib/http/define-route";
import { itemParams } from "@/lib/http/params";
import { preflight, type Respond, servePaid } from "@/lib/http/serve-paid";
import { listFiles } from "@/lib/payments/open-content";
import { services } from "@/lib/services";

/** An article's paid part: Markdown as its sha256 commits to it, or an HTML fragment for those who ask for one. */
function respondWithArticle(request: Request): Respond {
  return async ({ content, sha256 }, headers) => {
    if (/\btext\/html\b/.test(request.headers.get("accept") ?? "")) {
      const html = await renderMarkdown(content);
      return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", Vary: "Accept", ...headers } });
    }
    const digest = `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`;
    const type = { "Content-Type": "text/markdown; charset=utf-8", "Content-Digest": digest, Vary: "Accept" };
    return new Response(content, { headers: { ...type, ...headers } });
  };
}

const respondWithFiles: Respond = async ({ itemId, versionId, content }, headers) => {
  const { db, origin } = services();
  const files = (await listFiles({ db }, versionId)).map(({ id, name, mediaType, bytes, sha256 }) => ({
    id,
    name,
    mediaType,
    bytes,
    sha256,
    url: `${origin}/api/items/${itemId}/files/${id}`,
  }));
  return new Response(toJson({ files, note: content }), { headers: { "Content-Type": "application/json", ...headers } });
};

export const GET = defineRoute(
  {
    id: "getContent",
    summary: "The paid content of an item",
    description:
      "An article answers Markdown (or an HTML fragment with `Accept: text/html`), a file item a JSON manifest of its files. Unpaid: 402 with the x402 v1 object as body and the v2 object in PAYMENT-REQUIRED. Pay with X-PAYMENT or PAYMENT-SIGNATURE.",
    tag: "Items",
    auth: "none",
    paid: true,
    params: itemParams,
    response: { description: "The content", mediaType: "text/markdown" },
    errors: ["invalid_payment_header", "not_found", "already_owned", "own_item", "payment_conflict", "removed", "settlement_pending", "payments_paused"],
  },
  async ({ request, params: { itemId } }) =>
    servePaid(request, { itemId }, (opened, headers) =>
      opened.kind === "article" ? respondWithArticle(request)(opened, headers) : respondWithFiles(opened, headers),
    ),
);

export const HEAD = GET;
export const OPTIONS = preflight;
