// How readers get to see an item, and no longer do.
import { itemParams } from "../../kernel/params";
import type { RouteSpec } from "../../kernel/route-spec";
import { itemDraftCodec } from "./codecs";
import { publishItemSchema, scheduleItemSchema } from "./schemas";

export const publishRoutes = {
  "POST /api/items/{itemId}/publish": {
    id: "publishItem",
    summary: "Show the draft to readers and sell it",
    description: "A price, an address or tags that are sent along hold from the same moment as the text.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    body: publishItemSchema,
    changesPublic: true,
    limit: { requests: 120, seconds: 60 },
    response: { description: "The draft, now what readers see", schema: itemDraftCodec },
    errors: ["not_found", "conflict", "not_publishable", "slug_taken", "removed"],
  },

  "PUT /api/items/{itemId}/schedule": {
    id: "scheduleItem",
    summary: "Publish a draft by itself at a later time",
    description:
      "For items that were never published. What is saved at that time is published; until then nobody else sees it. Sent again, it changes the time.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    body: scheduleItemSchema,
    response: { description: "The draft, with its time", schema: itemDraftCodec },
    errors: ["not_found", "conflict", "not_publishable", "removed"],
  },

  "DELETE /api/items/{itemId}/schedule": {
    id: "unscheduleItem",
    summary: "Keep a scheduled item as a draft",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    response: { description: "The draft", schema: itemDraftCodec },
    errors: ["not_found", "conflict", "removed"],
  },

  "POST /api/items/{itemId}/list": {
    id: "listItem",
    summary: "Show a published item in the market again; its text stays as it was published",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    changesPublic: true,
    limit: { requests: 120, seconds: 60 },
    response: { description: "The draft", schema: itemDraftCodec },
    errors: ["not_found", "conflict", "removed"],
  },

  "POST /api/items/{itemId}/unlist": {
    id: "unlistItem",
    summary: "Take an item out of the market; its address keeps working",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    changesPublic: true,
    limit: { requests: 120, seconds: 60 },
    response: { description: "The draft", schema: itemDraftCodec },
    errors: ["not_found", "conflict", "removed"],
  },
} as const satisfies Record<string, RouteSpec>;
