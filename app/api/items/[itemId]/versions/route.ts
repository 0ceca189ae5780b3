import { versionSummaryCodec } from "@/lib/catalog/items/codecs";
import { versionsQuerySchema } from "@/lib/catalog/items/schemas";
import { listVersions } from "@/lib/catalog/items/versions";
import { itemParams } from "@/lib/http/params";
import { pageCodec } from "@/lib/kernel/codecs";
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
    response: { description: "A page of versions", schema: pageCodec(versionSummaryCodec) },
    errors: ["not_found", "removed"],
  },
  ({ actor, params, query }) => listVersions(services(), actor.wallet, params.itemId, query.cursor),
);
