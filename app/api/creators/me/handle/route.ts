import { checkHandle } from "@/lib/catalog/creators/check-handle";
import { creatorRoutes } from "@/lib/catalog/creators/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(creatorRoutes["GET /api/creators/me/handle"], ({ actor, query }) =>
  checkHandle(services(), actor.wallet, query),
);
