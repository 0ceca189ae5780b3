import { earningsCodec } from "@/lib/earnings/codecs";
import { summarizeEarnings } from "@/lib/earnings/summarize";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "getEarnings",
    summary: "Totals, the last 30 days and each item, of the signed-in creator",
    tag: "Earnings",
    auth: "session",
    scope: "earnings",
    response: { description: "Earnings", schema: earningsCodec },
  },
  ({ actor }) => summarizeEarnings(services(), actor.wallet),
);
