import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { getDraft } from "@/lib/catalog/items/draft";
import { itemParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "getDraft",
    summary: "The saved draft, for its creator",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    response: { description: "The draft, paid part included", schema: itemDraftCodec },
    errors: ["not_found", "removed"],
  },
  ({ actor, params }) => getDraft(services(), actor.wallet, params.itemId),
);
