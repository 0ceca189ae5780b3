import { itemDetailCodec, savedItemCodec } from "@/lib/catalog/items/codecs";
import { getItemDetail } from "@/lib/catalog/items/find-item";
import { removeItem } from "@/lib/catalog/items/publish-item";
import { saveItem } from "@/lib/catalog/items/save-item";
import { removalSchema, saveItemSchema } from "@/lib/catalog/items/schemas";
import { contentBytesMax, previewBytesMax } from "@/lib/catalog/limits";
import { itemParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "getItem",
    summary: "An item with its free part",
    tag: "Items",
    auth: "none",
    params: itemParams,
    response: { description: "The item", schema: itemDetailCodec },
    errors: ["not_found", "removed"],
  },
  ({ params }) => getItemDetail(services(), params),
);

export const PATCH = defineRoute(
  {
    id: "saveItem",
    summary: "Save a draft",
    description: "Text and metadata reach readers when they are published; price, address and tags hold at once.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    body: saveItemSchema,
    bodyBytesMax: 2 * (contentBytesMax + previewBytesMax),
    limit: { requests: 300, seconds: 60 },
    response: { description: "What the save may have changed: all but the texts that were sent", schema: savedItemCodec },
    errors: ["quota_exceeded", "not_found", "conflict", "slug_taken", "removed"],
  },
  ({ actor, params, body }) => saveItem(services(), actor.wallet, params.itemId, body),
);

export const DELETE = defineRoute(
  {
    id: "removeItem",
    summary: "Take an item down for good; buyers keep it",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    query: removalSchema,
    changesPublic: true,
    response: { status: 204, description: "Taken down; whoever asks for it is told so, with the reason" },
    errors: ["not_found", "removed"],
  },
  ({ actor, params, query }) => removeItem(services(), actor.wallet, params.itemId, query.reason),
);
