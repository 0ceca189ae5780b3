import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { unlistItem } from "@/lib/catalog/items/publish-item";
import { itemParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(
  {
    id: "unlistItem",
    summary: "Take an item out of the market; its address keeps working",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    changesPublic: true,
    response: { description: "The draft", schema: itemDraftCodec },
    errors: ["not_found", "conflict", "removed"],
  },
  ({ actor, params }) => unlistItem(services(), actor.wallet, params.itemId),
);
