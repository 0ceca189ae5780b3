import { LICENSE_TYPE, writeItemLicense } from "@/lib/feeds/write-license";
import { answerTagged, etagOf } from "@/lib/http/etag";
import { Refusal } from "@/lib/kernel/errors";
import { itemParams } from "@/lib/kernel/params";
import { findCachedItem } from "@/lib/public-cache/cached-item";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

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
    const { origin } = services();
    const paid = { amount, url: `${origin}/api/items/${id}/content` };
    const body = writeItemLicense(origin, `${origin}/@${creator.handle}/${slug}`, paid);
    const headers = { "Content-Type": LICENSE_TYPE, "Cache-Control": "public, max-age=60" };
    return answerTagged(request, etagOf(body), new Response(body, { headers }));
  },
);
