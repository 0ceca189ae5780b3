import { readOverview } from "@/lib/desk/read-overview";
import { deskRoutes } from "@/lib/desk/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(deskRoutes["GET /api/operator/overview"], () => readOverview(services()));
