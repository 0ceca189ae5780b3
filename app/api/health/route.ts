import { z } from "zod";
import { Refusal } from "@/lib/kernel/errors";
import { pauseReasons } from "@/lib/payments/rails";
import { defineRoute } from "@/lib/route";
import { type ServedRail, services } from "@/lib/services";

export const dynamic = "force-dynamic";

const rail = z.object({
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

function healthOf({ network, state, pausedBy }: ServedRail): z.output<typeof rail> {
  const reason = pausedBy();
  const { caip2, usdc: asset } = network;
  return { network: caip2, asset, payments: reason ? "paused" : "open", reason, gas: state.hasGas ? "ok" : "low" };
}

export const GET = defineRoute(
  {
    id: "getHealth",
    summary: "Whether the server can serve, and whether it can sell",
    tag: "System",
    auth: "none",
    response: {
      description: "Serving. Of several rails the worst is told above, and each below.",
      schema: rail.omit({ asset: true }).extend({ status: z.literal("ok"), rails: z.array(rail) }),
    },
    errors: ["unavailable"],
  },
  async () => {
    const { isDatabaseAnswering, network, rails } = services();
    if (!(await isDatabaseAnswering())) throw new Refusal("unavailable", "The database does not answer.");
    const each = rails.map(healthOf);
    const paused = each.find(({ payments }) => payments === "paused");
    return {
      status: "ok" as const,
      payments: paused ? ("paused" as const) : ("open" as const),
      reason: paused?.reason ?? null,
      gas: each.some(({ gas }) => gas === "low") ? ("low" as const) : ("ok" as const),
      network: network.caip2,
      rails: each,
    };
  },
);
