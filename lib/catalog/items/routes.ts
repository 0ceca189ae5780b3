// An item: how it is written, read and removed.
import { pageCodec } from "../../kernel/codecs";
import { itemParams } from "../../kernel/params";
import type { RouteSpec } from "../../kernel/route-spec";
import { contentBytesMax, previewBytesMax } from "../limits";
import { itemDetailCodec, itemDraftCodec, itemPreviewCodec, ownItemCodec, savedItemCodec } from "./codecs";
import { createItemSchema, ownItemsQuerySchema, previewQuerySchema, removalSchema, saveItemSchema } from "./schemas";

export const itemRoutes = {
  "POST /api/items": {
    id: "createItem",
    summary: "Start an item as a draft",
    tag: "Items",
    auth: "session",
    scope: "items",
    body: createItemSchema,
    bodyBytesMax: 2 * (contentBytesMax + previewBytesMax),
    limit: { requests: 300, seconds: 60, isShared: true },
    response: { status: 201, description: "The draft", schema: itemDraftCodec },
    errors: ["quota_exceeded", "not_allowed", "slug_taken"],
  },

  "PATCH /api/items/{itemId}": {
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

  "DELETE /api/items/{itemId}": {
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

  "GET /api/items/{itemId}": {
    id: "getItem",
    summary: "An item with its free part",
    tag: "Items",
    auth: "none",
    params: itemParams,
    response: { description: "The item", schema: itemDetailCodec },
    errors: ["not_found", "removed"],
  },

  "GET /api/items/{itemId}/draft": {
    id: "getDraft",
    summary: "The saved draft, for its creator",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    response: { description: "The draft, paid part included", schema: itemDraftCodec },
    errors: ["not_found", "removed"],
  },

  "GET /api/items/{itemId}/preview": {
    id: "previewItem",
    summary: "A draft as if it were published now: to readers, and to agents, who are asked to pay",
    tag: "Items",
    auth: "session",
    scope: "items",
    description: "Price, address and tags may be tried out: they are not saved.",
    params: itemParams,
    query: previewQuerySchema,
    response: { description: "The item, its 402, and what is missing", schema: itemPreviewCodec },
    errors: ["not_found", "slug_taken", "removed"],
  },

  "GET /api/creators/me/items": {
    id: "listOwnItems",
    summary: "The signed-in creator's items, drafts included, the last changed first",
    description: "What they earned is at /api/earnings, which has a scope of its own.",
    tag: "Creators",
    auth: "session",
    scope: "items",
    query: ownItemsQuerySchema,
    response: { description: "A page of all items but those taken down", schema: pageCodec(ownItemCodec) },
  },
} as const satisfies Record<string, RouteSpec>;
