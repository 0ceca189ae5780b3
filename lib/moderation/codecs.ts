// Reports of readers, in the domain and as JSON.
import { z } from "zod";
import { itemStatusCodec, moderationReasons } from "../catalog/codecs";
import { countCodec, instantCodec } from "../kernel/codecs";

/** How many characters. */
export const reportTextMax = 1_000;
export const reportContactMax = 200;

export const reportCodec = z.object({
  id: z.string(),
  item: z.object({ id: z.string(), title: z.string(), status: itemStatusCodec, slug: z.string(), handle: z.string() }),
  reason: z.enum(moderationReasons),
  text: z.string(),
  contact: z.string().describe("How who reported it may be asked; may be empty."),
  createdAt: instantCodec,
  closedAt: instantCodec.nullable(),
  outcome: z.enum(["hidden", "dismissed"]).nullable().describe("What became of it; null while it is open."),
  openOfItem: countCodec.describe("How many open reports there are of the same piece."),
});
export type Report = z.output<typeof reportCodec>;
export type ReportJson = z.input<typeof reportCodec>;
