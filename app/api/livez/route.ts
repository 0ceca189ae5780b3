import { healthRoutes } from "@/lib/health/routes";
import { defineRoute } from "@/lib/route";

export const dynamic = "force-dynamic";

export const GET = defineRoute(healthRoutes["GET /api/livez"], async () => ({ status: "ok" as const }));
