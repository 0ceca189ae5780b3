import { checkReadiness } from "@/lib/health/readiness";
import { healthRoutes } from "@/lib/health/routes";
import { isDraining } from "@/lib/http/node/drain";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const dynamic = "force-dynamic";

export const GET = defineRoute(healthRoutes["GET /api/readyz"], async () => {
  const { db, store, rails } = services();
  const { storage } = await checkReadiness({ db, store, isDraining });
  return {
    status: "ready" as const,
    storage,
    payments: rails.some((rail) => rail.pausedBy()) ? ("paused" as const) : ("open" as const),
    gas: rails.every(({ state }) => state.hasGas) ? ("ok" as const) : ("low" as const),
  };
});
