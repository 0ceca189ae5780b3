// What a proxy or an orchestrator asks of one server. Whether the market as a whole serves and sells is GET /api/health.
import { z } from "zod";
import type { RouteSpec } from "../kernel/route-spec";
import { storageStates } from "../storage/content-store";

export const healthRoutes = {
  "GET /api/livez": {
    id: "getLiveness",
    summary: "Whether this server's process answers",
    tag: "System",
    auth: "none",
    response: {
      description: "It does. Asks nothing else: restart it where it does not.",
      schema: z.object({ status: z.literal("ok") }),
    },
  },
  "GET /api/readyz": {
    id: "getReadiness",
    summary: "Whether this server is to be sent requests",
    tag: "System",
    auth: "none",
    response: {
      description:
        "It is. 503 while its database does not answer or has another schema, and from the moment it is told to stop. A chain that is silent pauses payments and nothing else.",
      schema: z.object({
        status: z.literal("ready"),
        storage: z
          .enum(storageStates)
          .describe("full: uploads will be refused soon; unreachable: files and pictures cannot be read"),
        payments: z.enum(["open", "paused"]),
        gas: z.enum(["ok", "low"]),
      }),
    },
    errors: ["unavailable"],
  },
} as const satisfies Record<string, RouteSpec>;
