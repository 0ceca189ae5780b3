import { listItemEarnings } from "@/lib/earnings/list-item-earnings";
import { earningRoutes } from "@/lib/earnings/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(earningRoutes["GET /api/earnings/items"], ({ actor, query }) =>
  listItemEarnings(services(), actor.wallet, query.cursor),
);
