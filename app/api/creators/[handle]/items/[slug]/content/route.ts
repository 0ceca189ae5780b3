import { alsoAtItsTemplate } from "@/app/api/template-address";
import { findItemId } from "@/lib/catalog/items/offer";
import { itemAddressParams } from "@/lib/catalog/items/schemas";
import { Refusal } from "@/lib/kernel/errors";
import { versionQuery } from "@/lib/kernel/params";
import { serveContent } from "@/lib/paywall/serve-content";
import { paidErrors, preflight } from "@/lib/paywall/serve-paid";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

// Without this, Next wraps every request in a proxy to find out whether the route is dynamic.
export const dynamic = "force-dynamic";

const serve = defineRoute(
  {
    id: "getContentByAddress",
    summary: "The paid content of an item, by its page's address",
    description:
      "The same as getContent. A request to the page itself (/@handle/slug) that carries a payment header, or accepts JSON and no HTML, is answered here: one URL for people and agents.",
    tag: "Items",
    auth: "none",
    paid: true,
    params: itemAddressParams,
    query: versionQuery,
    response: { description: "The content", mediaType: "text/markdown" },
    errors: paidErrors,
  },
  async ({ request, params: { handle, slug }, query }) => {
    const itemId = await findItemId(services(), { handle, slug });
    if (!itemId) throw new Refusal("not_found", "There is no such item.");
    return serveContent(request, itemId, query.version);
  },
);

export const GET = alsoAtItsTemplate("article", serve);

export const HEAD = GET;
export const OPTIONS = preflight;
