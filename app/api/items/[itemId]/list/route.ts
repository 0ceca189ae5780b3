import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { listItem } from "@/lib/catalog/items/publish-item";
import { itemParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(
  {
    id: "listItem",
    summary: "Show a published item in the market again; its text stays as it was published",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    changesPublic: true,
    response: { description: "The draft", schema: itemDraftCodec },
    errors: ["not_found", "conflict", "removed"],
  },
  ({ actor, params }) => listItem(services(), actor.wallet, params.itemId),
);
