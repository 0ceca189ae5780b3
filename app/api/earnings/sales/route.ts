import { z } from "zod";
import { saleCodec } from "@/lib/earnings/codecs";
import { listSales } from "@/lib/earnings/list-sales";
import { pageCodec } from "@/lib/kernel/codecs";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "listSales",
    summary: "The signed-in creator's sales, latest first",
    tag: "Earnings",
    auth: "session",
    scope: "earnings",
    query: z.object({ cursor: z.string().max(300).optional().describe("`next` of the page before.") }),
    response: { description: "A page of sales", schema: pageCodec(saleCodec) },
  },
  ({ actor, query }) => listSales(services(), actor.wallet, query.cursor),
);
