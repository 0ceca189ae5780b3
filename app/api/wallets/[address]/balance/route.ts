import { walletRoutes } from "@/lib/chain/routes";
import { Refusal } from "@/lib/kernel/errors";
import { findRail } from "@/lib/payments/rails";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(walletRoutes["GET /api/wallets/{address}/balance"], async ({ params, query }) => {
  const { rails } = services();
  const rail = query.network === undefined ? rails[0] : findRail(rails, { network: query.network });
  if (!rail) throw new Refusal("not_found", "Nothing is sold on this network.");
  const amount = await rail.usdc.balanceOf(params.address).catch(() => {
    throw new Refusal("unavailable", "The chain does not answer right now. Nothing was charged.");
  });
  return { amount };
});
