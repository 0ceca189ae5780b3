// A wallet's USDC.
import { z } from "zod";
import { walletParams } from "../kernel/params";
import type { RouteSpec } from "../kernel/route-spec";
import { balanceCodec, faucetCodec } from "./codecs";

const balanceQuery = z.object({
  network: z.string().max(40).optional().describe("Its CAIP-2 id, `eip155:…`; the market's own where none is named."),
});

export const walletRoutes = {
  "GET /api/wallets/{address}/balance": {
    id: "getBalance",
    summary: "A wallet's USDC on a network that is sold on",
    tag: "Wallets",
    auth: "none",
    params: walletParams,
    query: balanceQuery,
    limit: { requests: 120, seconds: 60 },
    response: { description: "The balance", schema: balanceCodec },
    errors: ["not_found", "unavailable", "too_many_requests"],
  },

  "POST /api/wallets/{address}/faucet": {
    id: "useFaucet",
    summary: "Ten test USDC for a wallet",
    description: "Only where Pennypost runs on its own local test chain.",
    tag: "Wallets",
    auth: "none",
    params: walletParams,
    limit: { requests: 20, seconds: 600, isShared: true },
    response: { status: 201, description: "What was given", schema: faucetCodec },
    errors: ["not_found", "faucet_empty", "unavailable", "too_many_requests"],
  },
} as const satisfies Record<string, RouteSpec>;
