import { publishItem } from "@/lib/catalog/items/publish-item";
import { publishRoutes } from "@/lib/catalog/items/publish-routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(publishRoutes["POST /api/items/{itemId}/publish"], ({ actor, params, body }) =>
  publishItem(services(), actor.wallet, params.itemId, body),
);
