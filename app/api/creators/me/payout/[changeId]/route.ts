import { cancelPayoutChange, signPayoutChange } from "@/lib/catalog/creators/change-payout";
import { creatorRoutes } from "@/lib/catalog/creators/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { payoutDeps } from "../payout-deps";

export const POST = defineRoute(creatorRoutes["POST /api/creators/me/payout/{changeId}"], ({ actor, params, body }) =>
  signPayoutChange(payoutDeps(), actor.wallet, params.changeId, body),
);

export const DELETE = defineRoute(creatorRoutes["DELETE /api/creators/me/payout/{changeId}"], ({ actor, params }) =>
  cancelPayoutChange(services(), actor.wallet, params.changeId),
);
