// A wallet's USDC.
import { walletParams } from "../kernel/params";
import type { RouteSpec } from "../kernel/route-spec";
import { balanceCodec, faucetCodec } from "./codecs";

export const walletRoutes = {
  "GET /api/wallets/{address}/balance": {
    id: "getBalance",
    summary: "A wallet's USDC on the network that is sold on",
    tag: "Wallets",
    auth: "none",
    params: walletParams,
    limit: { requests: 120, seconds: 60 },
    response: { description: "The balance", schema: balanceCodec },
    errors: ["unavailable", "too_many_requests"],
  },

  "POST /api/wallets/{address}/faucet": {
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
} as const satisfies Record<string, RouteSpec>;
