// Whether the server can serve and sell.
import { z } from "zod";
import type { RouteSpec } from "../kernel/route-spec";
import { pauseReasons } from "./rails";

export const railHealthCodec = z.object({
  network: z.string().describe("CAIP-2 id of the chain"),
  asset: z.string().describe("The token that is paid in"),
  payments: z.enum(["open", "paused"]),
  reason: z
    .enum(pauseReasons)
    .nullable()
    .describe(
      "chain_not_checked: the chain has not answered since the start; chain_silent: it has not for 15 seconds; null: open",
    ),
  gas: z.enum(["ok", "low"]).describe("low: a relayer key holds less than the operator's alarm; send it more"),
});

export const paymentRoutes = {
  "GET /api/health": {
    id: "getHealth",
    summary: "Whether the server can serve, and whether it can sell",
    tag: "System",
    auth: "none",
    response: {
      description: "Serving. Of several rails the worst is told above, and each below.",
      schema: railHealthCodec.omit({ asset: true }).extend({
        status: z.literal("ok"),
        texts: z
          .enum(["ok", "failing"])
          .describe("failing: nothing renders texts, which are shown as they were written; see the log"),
        rails: z.array(railHealthCodec),
      }),
    },
    errors: ["unavailable"],
  },
} as const satisfies Record<string, RouteSpec>;
