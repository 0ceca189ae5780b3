// What a creator earns, and the visits that lead to it.
import { z } from "zod";
import { pageCodec } from "../kernel/codecs";
import { PAGE_SIZE } from "../kernel/page";
import { itemParams } from "../kernel/params";
import type { RouteSpec } from "../kernel/route-spec";
import { earningsCodec, funnelCodec, itemEarningsCodec, saleCodec, visitSchema } from "./codecs";

const pageQuery = z.object({ cursor: z.string().max(300).optional().describe("`next` of the page before.") });

export const earningRoutes = {
  "GET /api/earnings": {
    id: "getEarnings",
    summary: "Totals, the last 30 days and the items that earned most, of the signed-in creator",
    tag: "Earnings",
    auth: "session",
    scope: "earnings",
    response: { description: "Earnings", schema: earningsCodec },
  },

  "GET /api/earnings/items": {
    id: "listItemEarnings",
    summary: "What each item of the signed-in creator earned, those that earned most first",
    tag: "Earnings",
    auth: "session",
    scope: "earnings",
    query: pageQuery,
    response: { description: "A page of items", schema: pageCodec(itemEarningsCodec) },
  },

  "GET /api/earnings/funnel": {
    id: "getFunnel",
    summary: "From a page seen to bytes delivered, over the last 30 days, of the signed-in creator",
    tag: "Earnings",
    auth: "session",
    scope: "earnings",
    query: z.object({ itemId: itemParams.shape.itemId.optional().describe("Of this item alone.") }),
    response: { description: "Counts of each step, of people and of agents, of all items or of one", schema: funnelCodec },
  },

  "GET /api/earnings/sales": {
    id: "listSales",
    summary: "The signed-in creator's sales, latest first",
    tag: "Earnings",
    auth: "session",
    scope: "earnings",
    query: pageQuery.extend({
      limit: z
        .string()
        .regex(/^(?:[1-9]|1\d|2[0-4])$/, `is a number from 1 to ${PAGE_SIZE}`)
        .transform(Number)
        .optional()
        .describe(`So many at most; ${PAGE_SIZE} unless said otherwise.`),
    }),
    response: { description: "A page of sales", schema: pageCodec(saleCodec) },
  },

  "POST /api/items/{itemId}/events": {
    id: "countVisit",
    summary: "Told by an item's page in a browser, so that its creator sees how many come how far",
    description: "One is added to a number. Nothing is kept of who it was; robots and the item's creator are not counted.",
    tag: "Items",
    auth: "optional",
    params: itemParams,
    body: visitSchema,
    bodyBytesMax: 200,
    limit: { requests: 120, seconds: 60 },
    response: { status: 204, description: "Heard" },
    errors: ["not_found", "removed"],
  },
} as const satisfies Record<string, RouteSpec>;
