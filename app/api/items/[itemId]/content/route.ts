import { alsoAtItsTemplate } from "@/app/api/template-address";
import { itemParams, versionQuery } from "@/lib/kernel/params";
import { serveContent } from "@/lib/paywall/serve-content";
import { paidErrors, preflight } from "@/lib/paywall/serve-paid";
import { defineRoute } from "@/lib/route";

// Without this, Next wraps every request in a proxy to find out whether the route is dynamic.
export const dynamic = "force-dynamic";

const serve = defineRoute(
  {
    id: "getContent",
    summary: "The paid content of an item",
    description:
      "An article answers Markdown (or an HTML fragment with `Accept: text/html`), a file item a JSON manifest of its files. Unpaid: 402 with the x402 v1 object as body and the v2 object in PAYMENT-REQUIRED. Pay with X-PAYMENT or PAYMENT-SIGNATURE. `Pennypost-Version` is the version that the answer carries, `Pennypost-Bought-Version` the one that was bought.",
    tag: "Items",
    auth: "none",
    paid: true,
    params: itemParams,
    query: versionQuery,
    response: { description: "The content", mediaType: "text/markdown" },
    errors: paidErrors,
  },
  ({ request, params, query }) => serveContent(request, params.itemId, query.version),
);

export const GET = alsoAtItsTemplate("article", serve);

export const HEAD = GET;
export const OPTIONS = preflight;
