import { previewItem } from "@/lib/catalog/items/preview-item";
import { previewQuerySchema } from "@/lib/catalog/items/schemas";
import { itemParams } from "@/lib/kernel/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { itemPicture, socialAnswer } from "@/lib/social-picture/draw";

export const GET = defineRoute(
  {
    id: "previewSocialPicture",
    summary: "The social picture of a draft, for its creator",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    query: previewQuerySchema,
    limit: { requests: 120, seconds: 60 },
    response: { description: "Title, creator, price and cover", mediaType: "image/jpeg" },
    errors: ["not_found", "slug_taken", "removed"],
  },
  async ({ actor, params, query }) => {
    const { item } = await previewItem(services(), actor.wallet, params.itemId, query);
    return socialAnswer(await itemPicture(item), "private, no-store");
  },
);
