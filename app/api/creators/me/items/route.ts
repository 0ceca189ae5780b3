import { listOwnItems } from "@/lib/catalog/items/list-own-items";
import { itemRoutes } from "@/lib/catalog/items/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(itemRoutes["GET /api/creators/me/items"], async ({ actor }) => {
  const items = await listOwnItems(services(), actor.wallet);
  return { rows: items.map(({ sales: _sales, earned: _earned, ...row }) => row), next: null };
});
