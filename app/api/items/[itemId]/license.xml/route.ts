import { LICENSE_TYPE, writeItemLicense } from "@/lib/feeds/write-license";
import { answerTagged, etagOf } from "@/lib/http/etag";
import { Refusal } from "@/lib/kernel/errors";
import { itemParams } from "@/lib/kernel/params";
import { findCachedItem } from "@/lib/public-cache/cached-item";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { currencyOf } from "@/lib/x402/payment-required";

export const GET = defineRoute(
  {
    id: "getItemLicense",
    summary: "What machines may do with an item, and what it costs (RSL 1.0)",
    tag: "Items",
    auth: "none",
    params: itemParams,
    response: { description: "The licence of its free part and of what is paid for", mediaType: "application/rsl+xml" },
    errors: ["not_found", "removed"],
  },
  async ({ request, params }) => {
    const shown = await findCachedItem(services(), params);
    if (!shown) throw new Refusal("not_found", "There is no such item.");
    const { id, slug, creator, amount } = shown.item;
    const { origin, rails } = services();
    const [page, api] = [`${origin}/@${creator.handle}/${slug}`, `${origin}/api/items/${id}`];
    const url = `${api}/content`;
    const addresses = [url, `${page}.md`, `${api}/files/`, `${api}/files.zip`];
    const body = writeItemLicense(origin, page, { amount, currency: currencyOf(rails[0].network), url, addresses });
    const headers = { "Content-Type": LICENSE_TYPE, "Cache-Control": "public, max-age=60" };
    return answerTagged(request, etagOf(body), new Response(body, { headers }));
  },
);
