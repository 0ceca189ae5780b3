import { createItem } from "@/lib/catalog/items/create-item";
import { itemRoutes } from "@/lib/catalog/items/routes";
import { listMarket } from "@/lib/catalog/market/list-market";
import { marketRoutes } from "@/lib/catalog/market/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(marketRoutes["GET /api/items"], ({ query: { creator, maxPrice, ...query } }) =>
  listMarket(services(), { ...query, creatorHandle: creator, priceMax: maxPrice }),
);

export const POST = defineRoute(itemRoutes["POST /api/items"], ({ actor, body }) => createItem(services(), actor.wallet, body));
