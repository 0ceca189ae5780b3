import { getPayout, startPayoutChange } from "@/lib/catalog/creators/change-payout";
import { creatorRoutes } from "@/lib/catalog/creators/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { payoutDeps } from "./payout-deps";

export const GET = defineRoute(creatorRoutes["GET /api/creators/me/payout"], ({ actor }) => getPayout(services(), actor.wallet));

export const POST = defineRoute(creatorRoutes["POST /api/creators/me/payout"], ({ actor, body }) =>
  startPayoutChange(payoutDeps(), actor.wallet, body.payTo),
);
