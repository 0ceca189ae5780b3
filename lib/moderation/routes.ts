// What an operator may do about pieces and creators.
import { z } from "zod";
import { moderationReasons } from "../catalog/codecs";
import { noteMax } from "../catalog/limits";
import { paragraph } from "../catalog/text";
import { creatorParams, itemParams } from "../kernel/params";
import type { RouteSpec } from "../kernel/route-spec";

const whySchema = z.strictObject({
  reason: z.enum(moderationReasons),
  note: paragraph(noteMax).default("").describe("A sentence that the creator and the public read."),
});

export const moderationRoutes = {
  "PUT /api/operator/items/{itemId}/hidden": {
    id: "hidePublishedItem",
    summary: "Hide a piece: it is neither shown nor sold, and whoever bought it keeps it",
    description: "Said of one that is hidden already, it replaces the reason.",
    tag: "Operator",
    auth: "operator",
    params: itemParams,
    body: whySchema,
    changesPublic: true,
    response: { status: 204, description: "Hidden" },
    errors: ["not_found", "conflict"],
  },

  "DELETE /api/operator/items/{itemId}/hidden": {
    id: "restoreItem",
    summary: "Restore a hidden piece to what it was",
    tag: "Operator",
    auth: "operator",
    params: itemParams,
    changesPublic: true,
    response: { status: 204, description: "Restored" },
    errors: ["not_found", "conflict"],
  },

  "PUT /api/operator/creators/{creatorId}/suspension": {
    id: "suspendCreator",
    summary: "Suspend a creator: their pieces are hidden, and they can publish nothing",
    description:
      "Their desk stays open to them, and the export of their shop. Said of one who is suspended already, it replaces the reason.",
    tag: "Operator",
    auth: "operator",
    params: creatorParams,
    body: whySchema,
    changesPublic: true,
    response: { status: 204, description: "Suspended" },
    errors: ["not_found"],
  },

  "DELETE /api/operator/creators/{creatorId}/suspension": {
    id: "reinstateCreator",
    summary: "Reinstate a creator, and restore what was hidden with them",
    tag: "Operator",
    auth: "operator",
    params: creatorParams,
    changesPublic: true,
    response: { status: 204, description: "Reinstated" },
    errors: ["not_found", "conflict"],
  },
} as const satisfies Record<string, RouteSpec>;
