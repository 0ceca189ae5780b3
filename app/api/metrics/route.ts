import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const dynamic = "force-dynamic";

export const GET = defineRoute(
  {
    id: "getMetrics",
    summary: "Counters of this server process, for Prometheus",
    tag: "System",
    auth: "operator",
    response: { description: "Prometheus text format", mediaType: "text/plain" },
  },
  async () => {
    const { metrics } = services();
    return new Response(await metrics.render(), {
      headers: { "Content-Type": metrics.contentType, "Cache-Control": "private, no-store" },
    });
  },
);
