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

export const foundCreatorCodec = z.object({
  handle: z.string(),
  displayName: z.string(),
  avatarId: z.string().nullable().describe("A picture at /api/pictures/{id}/{width}; null for the initial"),
});
export type FoundCreator = z.output<typeof foundCreatorCodec>;

export const suggestionsCodec = z.object({
  creators: z.array(foundCreatorCodec),
  tags: z.array(z.string()),
  pieces: z.array(z.object({ title: z.string(), handle: z.string(), slug: z.string() })),
});
export type Suggestions = z.output<typeof suggestionsCodec>;
