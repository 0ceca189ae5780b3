// What is for sale.
import type { RouteSpec } from "../../kernel/route-spec";
import { marketPageCodec, tagsCodec } from "./codecs";
import { marketQuerySchema } from "./schemas";

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

  "GET /api/tags": {
    id: "listTags",
    summary: "Tags in use, the most used first",
    tag: "Items",
    auth: "none",
    limit: { requests: 120, seconds: 60 },
    response: { description: "Tags of listed items", schema: tagsCodec },
  },
} as const satisfies Record<string, RouteSpec>;
