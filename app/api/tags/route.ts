import { marketRoutes } from "@/lib/catalog/market/routes";
import { listCachedTags } from "@/lib/public-cache/cached-market";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(marketRoutes["GET /api/tags"], () => listCachedTags(services()));
