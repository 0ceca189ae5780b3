import { moderationRoutes } from "@/lib/moderation/routes";
import { reinstateCreator, suspendCreator } from "@/lib/moderation/suspend-creator";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const PUT = defineRoute(moderationRoutes["PUT /api/operator/creators/{creatorId}/suspension"], ({ actor, params, body }) =>
  suspendCreator(services(), actor, params.creatorId, body),
);

export const DELETE = defineRoute(moderationRoutes["DELETE /api/operator/creators/{creatorId}/suspension"], ({ actor, params }) =>
  reinstateCreator(services(), actor, params.creatorId),
);
