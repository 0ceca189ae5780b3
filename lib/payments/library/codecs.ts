// What a wallet owns and how it is asked for, in the domain and as JSON.
import { z } from "zod";
import { itemKindCodec } from "../../catalog/codecs";
import { amountCodec, instantCodec, pageCodec } from "../../kernel/codecs";
import { idPattern } from "../../kernel/ids";
import { librarySorts, libraryStates } from "../types";

const versions = {
  boughtVersion: z.number().int().describe("The version that was bought: read it with `?version=bought`"),
  newestVersion: z.number().int().describe("The newest one that was published, which an owner gets unless another is asked for"),
};

/** What the wall needs to know of this visitor and this item. `owned`: by the session, or by what this browser paid for. */
export const ownershipCodec = z.discriminatedUnion("state", [
  z.object({ state: z.literal("none") }),
  z.object({ state: z.literal("owned"), receiptId: z.string(), purchasedAt: instantCodec, ...versions }),
  z.object({ state: z.literal("creator") }),
]);
export type Ownership = z.output<typeof ownershipCodec>;

const fractionSchema = z.number().min(0).max(1);
export const placeSchema = z.strictObject({ fraction: fractionSchema.describe("Of the text, from 0 to 1.") });

/** Where a reader stopped. */
export const placeCodec = z.object({ fraction: fractionSchema, at: instantCodec });
export type Place = z.output<typeof placeCodec>;

/** A row of the library. */
export const libraryItemCodec = z.object({
  receiptId: z.string(),
  itemId: z.string(),
  kind: itemKindCodec,
  slug: z.string(),
  handle: z.string(),
  creatorName: z.string(),
  title: z.string(),
  coverId: z.string().nullable().describe("A picture at /api/pictures/{id}/{width}; null for the typographic cover"),
  amount: amountCodec,
  purchasedAt: instantCodec,
  updatedSince: z.boolean().describe("A newer version was published after the purchase"),
  updatedAt: instantCodec.nullable().describe("When it was"),
  removed: z.boolean().describe("No longer sold; still yours"),
  network: z.string().describe("CAIP-2 id of the chain that it was paid on"),
  place: placeCodec.nullable().describe("How far it was read, and when; null where no device has kept it"),
});
export type LibraryItem = z.output<typeof libraryItemCodec>;

export const libraryPageCodec = pageCodec(libraryItemCodec);

export const libraryQuerySchema = z.object({
  search: z.string().max(200).optional().describe("Words in titles and names of creators"),
  kind: itemKindCodec.optional().describe("Only articles, or only files"),
  state: z
    .enum(libraryStates)
    .optional()
    .describe(
      "`updated`: a newer version was published since; `removed`: no longer sold; `hidden`: those hidden, which are left out elsewhere",
    ),
  sort: z.enum(librarySorts).optional().describe("`newest` unless said otherwise"),
  cursor: z
    .string()
    .regex(idPattern("pur"), "The page cursor is not one of ours. Start again from the first page.")
    .optional()
    .describe("`next` of the page before"),
});
export type LibraryQuery = z.output<typeof libraryQuerySchema>;
