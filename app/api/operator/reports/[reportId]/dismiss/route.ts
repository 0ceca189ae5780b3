import { reportRoutes } from "@/lib/moderation/report-routes";
import { dismissReport } from "@/lib/moderation/reports";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(reportRoutes["POST /api/operator/reports/{reportId}/dismiss"], ({ actor, params, body }) =>
  dismissReport(services(), actor, params.reportId, body.note),
);
