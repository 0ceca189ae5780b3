import { reportItem } from "@/lib/moderation/report-item";
import { reportRoutes } from "@/lib/moderation/report-routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(reportRoutes["POST /api/items/{itemId}/reports"], ({ actor, params, body }) =>
  reportItem(services(), actor, params.itemId, body),
);
