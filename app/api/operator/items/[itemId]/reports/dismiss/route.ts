import { reportRoutes } from "@/lib/moderation/report-routes";
import { dismissReports } from "@/lib/moderation/reports";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(reportRoutes["POST /api/operator/items/{itemId}/reports/dismiss"], ({ actor, params, body }) =>
  dismissReports(services(), actor, params.itemId, body.note),
);
