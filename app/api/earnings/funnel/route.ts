import { funnelCodec } from "@/lib/earnings/codecs";
import { readFunnel } from "@/lib/earnings/read-funnel";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "getFunnel",
    summary: "From a page seen to bytes delivered, over the last 30 days, of the signed-in creator",
    tag: "Earnings",
    auth: "session",
    scope: "earnings",
    response: { description: "Counts of each step, of people and of agents, in all and item by item", schema: funnelCodec },
  },
  ({ actor }) => readFunnel(services(), actor.wallet),
);
