// What the market can be asked for.
import { z } from "zod";
import { idPattern } from "../../kernel/ids";
import { featuredMax } from "../limits";
import { usdcSchema } from "../price";
import { marketSorts, readingLengths } from "./types";

export const marketQuerySchema = z.object({
  search: z
    .string()
    .max(200)
    .optional()
    .describe(
      'Words in titles, deks, tags, creators and free parts, in any form or mistyped; "quoted" words stand together, -word stays out.',
    ),
  kind: z.enum(["article", "file"]).optional().describe("Only articles, or only files."),
  tag: z.string().max(100).optional().describe("Only what has this tag."),
  creator: z.string().max(100).optional().describe("A creator's handle."),
  maxPrice: usdcSchema.optional().describe('No dearer than this many dollars, like "0.25".'),
  length: z
    .enum(readingLengths)
    .optional()
    .describe("Articles of up to 5 minutes, of 5 to 15, or longer, at 220 words a minute."),
  sort: z
    .enum(marketSorts)
    .optional()
    .describe(
      "`relevance` when something is searched for, else `newest`. `popular`: by sales, of which one a week ago counts half; minutes old.",
    ),
  cursor: z.string().max(300).optional().describe("`next` of the page before."),
});

export const featuredSchema = z.object({
  itemIds: z
    .array(z.string().regex(idPattern("item"), "is not the id of an item"))
    .max(featuredMax)
    .refine((ids) => new Set(ids).size === ids.length, "names an item twice")
    .describe("In the order in which they stand; none leaves the first place to what is most popular."),
});

export const typedSchema = z.object({ search: z.string().max(200).describe("What was typed so far.") });
