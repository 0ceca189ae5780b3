// An item's history.
import { pageCodec } from "../../kernel/codecs";
import { itemParams, versionParams } from "../../kernel/params";
import type { RouteSpec } from "../../kernel/route-spec";
import { itemDraftCodec, versionDetailCodec, versionSummaryCodec } from "./codecs";
import { versionsQuerySchema } from "./schemas";

export const versionRoutes = {
  "GET /api/items/{itemId}/versions": {
    id: "listVersions",
    summary: "An item's history, newest first, for its creator",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    query: versionsQuerySchema,
    response: { description: "A page of versions", schema: pageCodec(versionSummaryCodec) },
    errors: ["not_found", "removed"],
  },

  "GET /api/items/{itemId}/versions/{number}": {
    id: "getVersion",
    summary: "What one version of an item says, paid part included, for its creator",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: versionParams,
    response: { description: "The version", schema: versionDetailCodec },
    errors: ["not_found", "removed"],
  },

  "POST /api/items/{itemId}/versions/{number}/restore": {
    id: "restoreVersion",
    summary: "Make an earlier version the draft",
    description: "Readers see it when it is published. The draft it takes the place of stays in the history.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: versionParams,
    response: { description: "The draft", schema: itemDraftCodec },
    errors: ["quota_exceeded", "not_found", "removed"],
  },
} as const satisfies Record<string, RouteSpec>;
