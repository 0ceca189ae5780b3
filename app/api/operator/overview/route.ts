import { readOverview } from "@/lib/desk/read-overview";
import { deskRoutes } from "@/lib/desk/routes";
import { askStore } from "@/lib/health/readiness";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(deskRoutes["GET /api/operator/overview"], () => {
  const deps = services();
  return readOverview({ ...deps, findStorage: () => askStore(deps.store) });
});
