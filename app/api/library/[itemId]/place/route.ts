import { keepPlace } from "@/lib/payments/library/keep-place";
import { libraryRoutes } from "@/lib/payments/library/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const PUT = defineRoute(libraryRoutes["PUT /api/library/{itemId}/place"], ({ actor, params, body }) =>
  keepPlace(services(), actor.wallet, params.itemId, body.fraction),
);
