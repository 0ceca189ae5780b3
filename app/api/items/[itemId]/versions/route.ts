import { versionRoutes } from "@/lib/catalog/items/version-routes";
import { listVersions } from "@/lib/catalog/items/versions";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(versionRoutes["GET /api/items/{itemId}/versions"], ({ actor, params, query }) =>
  listVersions(services(), actor.wallet, params.itemId, query.cursor),
);
