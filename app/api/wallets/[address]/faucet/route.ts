import { faucetCodec } from "@/lib/chain/codecs";
import { walletParams } from "@/lib/http/params";
import { Refusal } from "@/lib/kernel/errors";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(
  {
    id: "useFaucet",
    summary: "Ten test USDC for a wallet",
    description: "Only where Pennypost runs on its own local test chain.",
    tag: "Wallets",
    auth: "none",
    params: walletParams,
    limit: { requests: 20, seconds: 600 },
    response: { status: 201, description: "What was given", schema: faucetCodec },
    errors: ["not_found", "faucet_empty", "unavailable", "too_many_requests"],
  },
  async ({ params }) => {
    const { faucet } = services();
    if (!faucet) throw new Refusal("not_found", "There is no faucet on this network.");
    return faucet(params.address).catch((error: unknown) => {
      throw error instanceof Refusal ? error : new Refusal("unavailable", "The local chain does not answer right now.");
    });
  },
);
