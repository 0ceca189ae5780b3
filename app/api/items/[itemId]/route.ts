import { getItemDetail } from "@/lib/catalog/items/find-item";
import { removeItem } from "@/lib/catalog/items/publish-item";
import { itemRoutes } from "@/lib/catalog/items/routes";
import { saveItem } from "@/lib/catalog/items/save-item";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(itemRoutes["GET /api/items/{itemId}"], ({ params }) => getItemDetail(services(), params));

export const PATCH = defineRoute(itemRoutes["PATCH /api/items/{itemId}"], ({ actor, params, body }) =>
  saveItem(services(), actor.wallet, params.itemId, body),
);

export const DELETE = defineRoute(itemRoutes["DELETE /api/items/{itemId}"], ({ actor, params, query }) =>
  removeItem(services(), actor.wallet, params.itemId, query.reason),
);
