import { featureItems } from "@/lib/catalog/market/feature-items";
import { marketRoutes } from "@/lib/catalog/market/routes";
import { listCachedFeatured } from "@/lib/public-cache/cached-market";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(marketRoutes["GET /api/featured"], async () => ({ rows: await listCachedFeatured(services()) }));

export const PUT = defineRoute(marketRoutes["PUT /api/featured"], ({ actor, body }) =>
  featureItems(services(), actor, body.itemIds),
);
