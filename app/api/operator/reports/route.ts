import { reportRoutes } from "@/lib/moderation/report-routes";
import { listReports } from "@/lib/moderation/reports";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(reportRoutes["GET /api/operator/reports"], ({ query }) => listReports(services(), query));
