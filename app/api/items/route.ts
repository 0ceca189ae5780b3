import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { createItem } from "@/lib/catalog/items/create-item";
import { createItemSchema } from "@/lib/catalog/items/schemas";
import { contentBytesMax, previewBytesMax } from "@/lib/catalog/limits";
import { marketPageCodec } from "@/lib/catalog/market/codecs";
import { listMarket } from "@/lib/catalog/market/list-market";
import { marketQuerySchema } from "@/lib/catalog/market/schemas";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "listItems",
    summary: "What is for sale",
    tag: "Items",
    auth: "none",
    query: marketQuerySchema,
    response: { description: "A page of items", schema: marketPageCodec },
    errors: ["unavailable"],
  },
  ({ query: { creator, maxPrice, ...query } }) =>
    listMarket(services(), { ...query, creatorHandle: creator, priceMax: maxPrice }),
);

export const POST = defineRoute(
  {
    id: "createItem",
    summary: "Start an item as a draft",
    tag: "Items",
    auth: "session",
    scope: "items",
    body: createItemSchema,
    bodyBytesMax: 2 * (contentBytesMax + previewBytesMax),
    limit: { requests: 300, seconds: 60 },
    response: { status: 201, description: "The draft", schema: itemDraftCodec },
    errors: ["quota_exceeded", "not_allowed", "slug_taken"],
  },
  ({ actor, body }) => createItem(services(), actor.wallet, body),
);
