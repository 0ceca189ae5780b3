// Parameters of paths and queries that several routes share.
import { z } from "zod";
import { ADDRESS_FORM, toAddress } from "./address";
import { type IdPrefix, idPattern } from "./ids";

const id = (prefix: IdPrefix, what: string) =>
  z.string().regex(idPattern(prefix), `is not the id of ${what}`).describe(`The id of ${what}.`);

export const itemParams = z.object({ itemId: id("item", "an item") });
export const creatorParams = z.object({ creatorId: id("cre", "a creator") });
export const reportParams = z.object({ reportId: id("rep", "a report") });
export const versionParams = z.object({
  itemId: id("item", "an item"),
  number: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "is not the number of a version")
    .transform(Number)
    .describe("The version's number."),
});
export const fileParams = z.object({ itemId: id("item", "an item"), fileId: id("file", "a file") });
export const uploadParams = z.object({ itemId: id("item", "an item"), uploadId: id("upl", "an upload") });
export const purchaseParams = z.object({ purchaseId: id("pur", "a purchase") });
export const discrepancyParams = z.object({ discrepancyId: id("dis", "a discrepancy") });
export const payoutParams = z.object({ changeId: id("pay", "a change of payout") });
export const pictureParams = z.object({
  pictureId: id("pic", "a picture"),
  width: z
    .string()
    .regex(/^[1-9]\d{1,3}$/, "is no width of a picture")
    .transform(Number)
    .describe("Pixels; one of the widths that pictures are kept in."),
});
export const sessionParams = z.object({ sessionId: id("ses", "a session") });
export const keyParams = z.object({ keyId: id("key", "an API key") });
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "is not a SHA-256")
  .describe("Lower-case hex.");
export const previewParams = z.object({ sha256 });
export const itemPictureParams = z.object({ itemId: id("item", "an item"), sha256 });
export const itemPictureQuery = z.object({
  width: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, "is no width of a picture")
    .transform(Number)
    .optional()
    .describe("Pixels: one of the widths it is kept in. The largest without it."),
  access: z.string().max(200).optional().describe("As content that shows it was delivered with; good for an hour."),
});
export const walletParams = z.object({
  address: z.string().regex(ADDRESS_FORM, "is not an address").transform(toAddress).describe("0x and 40 hex digits."),
});

/** Of paid URLs, for those who own the item. */
export const versionQuery = z.object({
  version: z
    .union(
      [
        z.literal("bought"),
        z
          .string()
          .regex(/^[1-9]\d{0,8}$/)
          .transform(Number),
      ],
      "is not the number of a version, nor `bought`",
    )
    .optional()
    .describe(
      "For who owns the item: the number of a version, or `bought` for the one that was bought, in place of the newest. Theirs is that one and every one published since. A payment buys the newest whatever this says.",
    ),
});
