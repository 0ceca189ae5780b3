import { versionRoutes } from "@/lib/catalog/items/version-routes";
import { restoreVersion } from "@/lib/catalog/items/versions";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(versionRoutes["POST /api/items/{itemId}/versions/{number}/restore"], ({ actor, params }) =>
  restoreVersion(services(), actor.wallet, params.itemId, params.number),
);
