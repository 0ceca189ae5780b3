// The operator's list of blocked wallets.
import { z } from "zod";
import { ADDRESS_FORM } from "../kernel/address";
import { pageCodec } from "../kernel/codecs";
import { walletParams } from "../kernel/params";
import type { RouteSpec } from "../kernel/route-spec";
import { blockedWalletCodec } from "./codecs";

export const blocklistRoutes = {
  "GET /api/operator/blocklist": {
    id: "listBlockedWallets",
    summary: "Wallets of which, and for which, no payments are taken; in the order of their addresses",
    tag: "Operator",
    auth: "operator",
    query: z.strictObject({
      cursor: z.string().regex(ADDRESS_FORM, "is not the cursor of a page").optional().describe("`next` of the page before."),
    }),
    response: { description: "A page of wallets", schema: pageCodec(blockedWalletCodec) },
  },

  "PUT /api/operator/blocklist/{address}": {
    id: "blockWallet",
    summary: "Block a wallet: a payment of it or to it is refused before anything moves",
    description:
      "What it has bought stays its own, and what it was paid is not touched. Said of one that is blocked, it replaces the note.",
    tag: "Operator",
    auth: "operator",
    params: walletParams,
    body: z.strictObject({ note: z.string().trim().max(500).default("").describe("For operators: why.") }),
    response: { status: 204, description: "Blocked" },
  },

  "DELETE /api/operator/blocklist/{address}": {
    id: "unblockWallet",
    summary: "Take a wallet off the list",
    tag: "Operator",
    auth: "operator",
    params: walletParams,
    response: { status: 204, description: "No longer blocked" },
    errors: ["not_found"],
  },
} as const satisfies Record<string, RouteSpec>;
