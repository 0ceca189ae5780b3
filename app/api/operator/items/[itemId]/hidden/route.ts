import { hideItem, restoreItem } from "@/lib/moderation/hide-item";
import { moderationRoutes } from "@/lib/moderation/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const PUT = defineRoute(moderationRoutes["PUT /api/operator/items/{itemId}/hidden"], ({ actor, params, body }) =>
  hideItem(services(), actor, params.itemId, body),
);

export const DELETE = defineRoute(moderationRoutes["DELETE /api/operator/items/{itemId}/hidden"], ({ actor, params }) =>
  restoreItem(services(), actor, params.itemId),
);
