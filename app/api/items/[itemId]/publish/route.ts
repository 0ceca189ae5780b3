import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { publishItem } from "@/lib/catalog/items/publish-item";
import { publishItemSchema } from "@/lib/catalog/items/schemas";
import { itemParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(
  {
    id: "publishItem",
    summary: "Show the draft to readers and sell it",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    body: publishItemSchema,
    changesPublic: true,
    response: { description: "The draft, now what readers see", schema: itemDraftCodec },
    errors: ["not_found", "not_publishable", "removed"],
  },
  ({ actor, params, body }) => publishItem(services(), actor.wallet, params.itemId, body),
);
