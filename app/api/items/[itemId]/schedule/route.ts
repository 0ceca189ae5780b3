import { publishRoutes } from "@/lib/catalog/items/publish-routes";
import { scheduleItem, unscheduleItem } from "@/lib/catalog/items/schedule-item";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const PUT = defineRoute(publishRoutes["PUT /api/items/{itemId}/schedule"], ({ actor, params, body }) =>
  scheduleItem(services(), actor.wallet, params.itemId, body),
);

export const DELETE = defineRoute(publishRoutes["DELETE /api/items/{itemId}/schedule"], ({ actor, params }) =>
  unscheduleItem(services(), actor.wallet, params.itemId),
);
