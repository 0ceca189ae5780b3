import { walletRoutes } from "@/lib/chain/routes";
import { Refusal } from "@/lib/kernel/errors";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(walletRoutes["POST /api/wallets/{address}/faucet"], async ({ params }) => {
  const { faucet } = services();
  if (!faucet) throw new Refusal("not_found", "There is no faucet on this network.");
  return faucet(params.address).catch((error: unknown) => {
    throw error instanceof Refusal ? error : new Refusal("unavailable", "The local chain does not answer right now.");
  });
});
