// The schema of a maker's answer. The maker has processed an untrusted file, so its answer is validated like any untrusted input.
import { z } from "zod";
import { pagesMax } from "./bounds";

const contentBytesMax = 5 * 1024 ** 2;
const count = z.int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const pixels = z.int().positive().max(1_000_000).optional();

const partSchema = z.object({
  kind: z.enum(["page", "picture", "clip", "table", "text"]),
  mediaType: z.string().regex(/^(image\/webp|application\/json|text\/plain|(audio|video)\/[a-z0-9-]{1,20})$/),
  content: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength > 0 && byteLength <= contentBytesMax),
  width: pixels,
  height: pixels,
  durationMs: z.int().positive().max(60_000).optional(),
});

export const madeSchema = z.object({
  facts: z.object({ pages: count, durationMs: count, width: count, height: count, rows: count, columns: count }).partial(),
  parts: z.array(partSchema).max(pagesMax),
  reason: z.enum(["unsupported", "too_small", "too_large", "unreadable"]).optional(),
});
