import { findShop, requireOpen } from "@/lib/catalog/creators/find-creator";
import { creatorRoutes } from "@/lib/catalog/creators/routes";
import { Refusal } from "@/lib/kernel/errors";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(creatorRoutes["GET /api/creators/{handle}"], async ({ params }) => {
  const creator = requireOpen(await findShop(services(), params.handle));
  if (!creator) throw new Refusal("not_found", "There is no such creator.");
  return creator;
});
