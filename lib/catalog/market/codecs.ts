// A page of the market, in the domain and as JSON.
import { z } from "zod";
import { pageCodec } from "../../kernel/codecs";
import { itemSummaryCodec } from "../items/codecs";

export const marketPageCodec = pageCodec(itemSummaryCodec).extend({
  corrected: z.string().nullable().describe("What was searched for instead of what was mistyped; null where nothing was."),
});
export type MarketPage = z.output<typeof marketPageCodec>;

export const tagsCodec = z.array(z.object({ tag: z.string(), items: z.int() }));

export const featuredCodec = z.object({ rows: z.array(itemSummaryCodec) });
