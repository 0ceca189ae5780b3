import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { scheduleItem, unscheduleItem } from "@/lib/catalog/items/schedule-item";
import { scheduleItemSchema } from "@/lib/catalog/items/schemas";
import { itemParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const PUT = defineRoute(
  {
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
  ({ actor, params, body }) => scheduleItem(services(), actor.wallet, params.itemId, body),
);

export const DELETE = defineRoute(
  {
    id: "unscheduleItem",
    summary: "Keep a scheduled item as a draft",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    response: { description: "The draft", schema: itemDraftCodec },
    errors: ["not_found", "conflict", "removed"],
  },
  ({ actor, params }) => unscheduleItem(services(), actor.wallet, params.itemId),
);
