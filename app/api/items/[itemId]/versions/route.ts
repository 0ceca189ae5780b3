import { listVersions } from "@/lib/catalog/items/versions";
import { versionsQuerySchema } from "@/lib/catalog/schemas";
import { pageWire, versionSummaryWire } from "@/lib/catalog/wire";
import { itemParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "listVersions",
    summary: "An item's history, newest first, for its creator",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    query: versionsQuerySchema,
    response: { description: "A page of versions", schema: pageWire(versionSummaryWire) },
    errors: ["not_found", "removed"],
  },
  ({ actor, params, query }) => listVersions(services(), actor.wallet, params.itemId, query.cursor),
);
