import { listOwnItems } from "@/lib/catalog/items/list-own-items";
import { itemRoutes } from "@/lib/catalog/items/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(itemRoutes["GET /api/creators/me/items"], async ({ actor, query }) => {
  const { rows, next } = await listOwnItems(services(), actor.wallet, query);
  return { rows: rows.map(({ sales: _sales, earned: _earned, ...row }) => row), next };
});
