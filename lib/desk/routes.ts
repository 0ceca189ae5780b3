// What the operator's desk reads.
import { z } from "zod";
import { pageCodec } from "../kernel/codecs";
import type { RouteSpec } from "../kernel/route-spec";
import { deskPurchaseCodec, lookupCodec, overviewCodec } from "./codecs";

const asked = (what: string) =>
  z.strictObject({
    q: z.string().min(1).max(300).describe(what),
    cursor: z.string().max(200).optional().describe("`next` of the page before."),
  });

export const deskRoutes = {
  "GET /api/operator/overview": {
    id: "readOverview",
    summary: "What waits for an operator, what the relayers hold, and how the background work of this server goes",
    tag: "Operator",
    auth: "operator",
    response: { description: "The overview", schema: overviewCodec },
  },

  "GET /api/operator/lookup": {
    id: "lookUp",
    summary: "Find a piece or a creator, hidden or suspended as well",
    tag: "Operator",
    auth: "operator",
    query: asked("The id or page of a piece or a creator, or a creator's wallet."),
    response: { description: "What was found", schema: lookupCodec },
  },

  "GET /api/operator/purchases": {
    id: "findPurchases",
    summary: "Find purchases, the newest first",
    description: "Of a wallet, a creator, a transaction or by its id whatever became of it; of a piece, what was settled.",
    tag: "Operator",
    auth: "operator",
    query: asked("The id of a purchase, a transaction, a wallet that paid, or the id or page of a piece or a creator."),
    response: { description: "A page of purchases", schema: pageCodec(deskPurchaseCodec) },
  },
} as const satisfies Record<string, RouteSpec>;
