// What the operator sees of the books.
import { z } from "zod";
import { discrepancyParams } from "../../kernel/params";
import type { RouteSpec } from "../../kernel/route-spec";
import { discrepancyCodec } from "./codecs";

export const bookRoutes = {
  "GET /api/discrepancies": {
    id: "listDiscrepancies",
    summary: "What does not add up between the chain and the books, and nobody has resolved; newest first, a hundred at most",
    tag: "System",
    auth: "operator",
    response: { description: "Open discrepancies", schema: z.object({ rows: z.array(discrepancyCodec) }) },
  },

  "POST /api/discrepancies/{discrepancyId}/resolve": {
    id: "resolveDiscrepancy",
    summary: "Takes a discrepancy off the list, once an operator has seen to it",
    tag: "System",
    auth: "operator",
    params: discrepancyParams,
    response: { status: 204, description: "Resolved" },
    errors: ["not_found"],
  },
} as const satisfies Record<string, RouteSpec>;
