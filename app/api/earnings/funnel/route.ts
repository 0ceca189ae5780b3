import { readFunnel } from "@/lib/earnings/read-funnel";
import { earningRoutes } from "@/lib/earnings/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(earningRoutes["GET /api/earnings/funnel"], ({ actor, query }) =>
  readFunnel(services(), actor.wallet, query.itemId),
);
