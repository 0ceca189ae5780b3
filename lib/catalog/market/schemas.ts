// What the market can be asked for.
import { z } from "zod";
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
  sort: z.enum(marketSorts).optional().describe("`relevance` when something is searched for, else `newest`."),
  cursor: z.string().max(300).optional().describe("`next` of the page before."),
});
