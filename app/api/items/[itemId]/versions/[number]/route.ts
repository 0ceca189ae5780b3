import { versionRoutes } from "@/lib/catalog/items/version-routes";
import { getOwnVersion } from "@/lib/catalog/items/versions";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(versionRoutes["GET /api/items/{itemId}/versions/{number}"], ({ actor, params }) =>
  getOwnVersion(services(), actor.wallet, params.itemId, params.number),
);
