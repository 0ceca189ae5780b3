import { z } from "zod";
import { Refusal } from "@/lib/kernel/errors";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const dynamic = "force-dynamic";

export const GET = defineRoute(
  {
    id: "getHealth",
    summary: "Whether the server can serve, and whether it can sell",
    tag: "System",
    auth: "none",
    response: {
      description: "Serving",
      schema: z.object({
        status: z.literal("ok"),
        payments: z.enum(["open", "paused"]),
        gas: z.enum(["ok", "low"]).describe("low: a relayer key holds less than the operator's alarm; send it more"),
        network: z.string(),
      }),
    },
    errors: ["unavailable"],
  },
  async () => {
    const { isDatabaseAnswering, network, readiness } = services();
    if (!(await isDatabaseAnswering())) throw new Refusal("unavailable", "The database does not answer.");
    return {
      status: "ok" as const,
      payments: readiness.payments ? ("open" as const) : ("paused" as const),
      gas: readiness.gas ? ("ok" as const) : ("low" as const),
      network: network.caip2,
    };
  },
);
