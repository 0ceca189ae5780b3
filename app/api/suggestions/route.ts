import { marketRoutes } from "@/lib/catalog/market/routes";
import { suggest } from "@/lib/catalog/market/suggest";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(marketRoutes["GET /api/suggestions"], ({ query }) => suggest(services(), query.search));
