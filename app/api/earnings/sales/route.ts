import { z } from "zod";
import { pageWire } from "@/lib/catalog/wire";
import { listSales } from "@/lib/earnings/list-sales";
import { saleWire } from "@/lib/earnings/wire";
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
    response: { description: "A page of sales", schema: pageWire(saleWire) },
  },
  ({ actor, query }) => listSales(services(), actor.wallet, query.cursor),
);
