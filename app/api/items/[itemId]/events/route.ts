import { countVisit } from "@/lib/earnings/count-visit";
import { earningRoutes } from "@/lib/earnings/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(earningRoutes["POST /api/items/{itemId}/events"], ({ request, params, body, actor }) =>
  countVisit(services(), params.itemId, body.event, { viewer: actor, userAgent: request.headers.get("user-agent") }),
);
