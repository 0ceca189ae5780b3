import { listSales } from "@/lib/earnings/list-sales";
import { earningRoutes } from "@/lib/earnings/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(earningRoutes["GET /api/earnings/sales"], ({ actor, query }) =>
  listSales(services(), actor.wallet, query.cursor, query.limit),
);
