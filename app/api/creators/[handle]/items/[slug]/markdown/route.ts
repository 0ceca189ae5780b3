import { alsoAtItsTemplate } from "@/app/api/template-address";
import { findItemId } from "@/lib/catalog/items/offer";
import { itemAddressParams } from "@/lib/catalog/items/schemas";
import { Refusal } from "@/lib/kernel/errors";
import { versionQuery } from "@/lib/kernel/params";
import { serveMarkdown } from "@/lib/paywall/serve-markdown";
import { paidErrors, preflight } from "@/lib/paywall/serve-paid";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

// Without this, Next wraps every request in a proxy to find out whether the route is dynamic.
export const dynamic = "force-dynamic";

const serve = defineRoute(
  {
    id: "getMarkdown",
    summary: "A piece in Markdown, by its page's address",
    description:
      "A request to the page itself that accepts Markdown, or to its address with `.md` behind it (/@handle/slug.md), is answered here. Owned, by session or SIGN-IN-WITH-X, or paid for: the whole, free part included. Unpaid: 402 whose body is the free part, what lies behind the line and how to pay, with the challenges in its headers.",
    tag: "Items",
    auth: "none",
    paid: true,
    params: itemAddressParams,
    query: versionQuery,
    response: { description: "The whole piece", mediaType: "text/markdown" },
    errors: paidErrors,
  },
  async ({ request, params: { handle, slug }, query }) => {
    const itemId = await findItemId(services(), { handle, slug });
    if (!itemId) throw new Refusal("not_found", "There is no such item.");
    return serveMarkdown(request, itemId, query.version);
  },
);

export const GET = alsoAtItsTemplate("article", serve);

export const HEAD = GET;
export const OPTIONS = preflight;
