import { defineRoute } from "@/lib/route";
import { blockWallet, unblockWallet } from "@/lib/screening/blocklist";
import { blocklistRoutes } from "@/lib/screening/routes";
import { services } from "@/lib/services";

export const PUT = defineRoute(blocklistRoutes["PUT /api/operator/blocklist/{address}"], ({ actor, params, body }) =>
  blockWallet(services(), actor, params.address, body.note),
);

export const DELETE = defineRoute(blocklistRoutes["DELETE /api/operator/blocklist/{address}"], ({ actor, params }) =>
  unblockWallet(services(), actor, params.address),
);
