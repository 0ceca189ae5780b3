// What is for sale.
import type { RouteSpec } from "../../kernel/route-spec";
import { featuredCodec, marketPageCodec, suggestionsCodec, tagsCodec } from "./codecs";
import { featuredSchema, marketQuerySchema, typedSchema } from "./schemas";

export const marketRoutes = {
  "GET /api/items": {
    id: "listItems",
    summary: "What is for sale",
    tag: "Items",
    auth: "none",
    query: marketQuerySchema,
    response: { description: "A page of items", schema: marketPageCodec },
    errors: ["unavailable"],
  },

  "GET /api/suggestions": {
    id: "suggest",
    summary: "What a search may mean, while it is typed",
    description: "A few creators, tags and pieces whose names, words or titles begin so.",
    tag: "Items",
    auth: "none",
    query: typedSchema,
    limit: { requests: 300, seconds: 60 },
    response: { description: "Suggestions, none for less than two letters", schema: suggestionsCodec },
    errors: ["unavailable"],
  },

  "GET /api/featured": {
    id: "listFeatured",
    summary: "What stands first in the market",
    description: "What the operator chose, in order; where nothing is chosen, the piece that is most popular now.",
    tag: "Items",
    auth: "none",
    limit: { requests: 120, seconds: 60 },
    response: { description: "Items", schema: featuredCodec },
  },

  "PUT /api/featured": {
    id: "setFeatured",
    summary: "Chooses what stands first in the market",
    tag: "System",
    auth: "operator",
    body: featuredSchema,
    changesPublic: true,
    response: { status: 204, description: "Chosen" },
    errors: ["not_found"],
  },

  "GET /api/tags": {
    id: "listTags",
    summary: "Tags in use, the most used first",
    tag: "Items",
    auth: "none",
    limit: { requests: 120, seconds: 60 },
    response: { description: "Tags of listed items", schema: tagsCodec },
  },
} as const satisfies Record<string, RouteSpec>;
