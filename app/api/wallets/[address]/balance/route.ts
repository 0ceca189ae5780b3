import { walletRoutes } from "@/lib/chain/routes";
import { Refusal } from "@/lib/kernel/errors";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(walletRoutes["GET /api/wallets/{address}/balance"], async ({ params }) => {
  const amount = await services()
    .usdc.balanceOf(params.address)
    .catch(() => {
      throw new Refusal("unavailable", "The chain does not answer right now. Nothing was charged.");
    });
  return { amount };
});
