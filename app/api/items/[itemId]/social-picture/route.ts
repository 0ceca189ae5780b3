import { answerTagged, etagOf } from "@/lib/http/etag";
import { Refusal } from "@/lib/kernel/errors";
import { itemParams } from "@/lib/kernel/params";
import { findCachedItem } from "@/lib/public-cache/cached-item";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { itemPicture, socialAnswer } from "@/lib/social-picture/draw";

export const GET = defineRoute(
  {
    id: "getSocialPicture",
    summary: "The picture that stands beside a link to an item (Open Graph, 1200 × 630)",
    tag: "Items",
    auth: "none",
    params: itemParams,
    limit: { requests: 300, seconds: 60 },
    response: { description: "Title, creator, price and cover", mediaType: "image/jpeg" },
    errors: ["not_found", "removed"],
  },
  async ({ request, params }) => {
    const shown = await findCachedItem(services(), params);
    if (!shown) throw new Refusal("not_found", "There is no such item.");
    const bytes = await itemPicture(shown.item);
    return answerTagged(request, etagOf(bytes), socialAnswer(bytes, "public, max-age=600"));
  },
);
