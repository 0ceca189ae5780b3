import { hideOwned } from "@/lib/payments/library/hide-owned";
import { libraryRoutes } from "@/lib/payments/library/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const PUT = defineRoute(libraryRoutes["PUT /api/library/{itemId}/hidden"], ({ actor, params }) =>
  hideOwned(services(), actor.wallet, params.itemId, true),
);

export const DELETE = defineRoute(libraryRoutes["DELETE /api/library/{itemId}/hidden"], ({ actor, params }) =>
  hideOwned(services(), actor.wallet, params.itemId, false),
);
