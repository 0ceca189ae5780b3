import { listItem } from "@/lib/catalog/items/publish-item";
import { publishRoutes } from "@/lib/catalog/items/publish-routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(publishRoutes["POST /api/items/{itemId}/list"], ({ actor, params }) =>
  listItem(services(), actor.wallet, params.itemId),
);
