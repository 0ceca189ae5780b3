import { getDraft } from "@/lib/catalog/items/draft";
import { itemRoutes } from "@/lib/catalog/items/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(itemRoutes["GET /api/items/{itemId}/draft"], ({ actor, params }) =>
  getDraft(services(), actor.wallet, params.itemId),
);
