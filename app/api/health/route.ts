import type { z } from "zod";
import { Refusal } from "@/lib/kernel/errors";
import { isRenderingFailing } from "@/lib/markdown/render";
import { paymentRoutes, type railHealthCodec } from "@/lib/payments/routes";
import { defineRoute } from "@/lib/route";
import { type ServedRail, services } from "@/lib/services";

export const dynamic = "force-dynamic";

function healthOf({ network, state, pausedBy }: ServedRail): z.output<typeof railHealthCodec> {
  const reason = pausedBy();
  const { caip2, asset } = network;
  return { network: caip2, asset, payments: reason ? "paused" : "open", reason, gas: state.hasGas ? "ok" : "low" };
}

export const GET = defineRoute(paymentRoutes["GET /api/health"], async () => {
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
    texts: isRenderingFailing() ? ("failing" as const) : ("ok" as const),
    rails: each,
  };
});
