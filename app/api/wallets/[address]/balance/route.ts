import { balanceCodec } from "@/lib/chain/codecs";
import { walletParams } from "@/lib/http/params";
import { Refusal } from "@/lib/kernel/errors";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "getBalance",
    summary: "A wallet's USDC on the network that is sold on",
    tag: "Wallets",
    auth: "none",
    params: walletParams,
    limit: { requests: 120, seconds: 60 },
    response: { description: "The balance", schema: balanceCodec },
    errors: ["unavailable", "too_many_requests"],
  },
  async ({ params }) => {
    const amount = await services()
      .usdc.balanceOf(params.address)
      .catch(() => {
        throw new Refusal("unavailable", "The chain does not answer right now. Nothing was charged.");
      });
    return { amount };
  },
);
