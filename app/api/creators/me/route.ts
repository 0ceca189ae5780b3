import { findCreator } from "@/lib/catalog/creators/find-creator";
import { creatorRoutes } from "@/lib/catalog/creators/routes";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { Refusal } from "@/lib/kernel/errors";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(creatorRoutes["GET /api/creators/me"], async ({ actor }) => {
  const creator = await findCreator(services(), { wallet: actor.wallet });
  if (!creator) throw new Refusal("not_found", "This wallet has no creator profile yet. Choose a handle to make one.");
  return creator;
});

export const PUT = defineRoute(creatorRoutes["PUT /api/creators/me"], ({ actor, body }) =>
  saveCreator(services(), actor.wallet, body),
);
