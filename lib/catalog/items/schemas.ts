// What comes in when an item is written and published. One zod schema each for routes, forms and the OpenAPI document.
import { z } from "zod";
import { refused } from "../../kernel/field-issues";
import { itemStatusCodec } from "../codecs";
import { handleParams } from "../creators/schemas";
import * as limits from "../limits";
import { priceSchema } from "../price";
import { line, markdownText, paragraph } from "../text";

const slugReserved = new Set(["feed", "rss", "feed.xml", "edit"]);

export const slugSchema = z
  .string()
  .max(limits.slugMax, `Use at most ${limits.slugMax} characters.`)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Use lower-case letters a–z, digits and single hyphens.")
  .refine((slug) => !slugReserved.has(slug), refused("reserved", "This address is reserved. Choose another."));

const tagSchema = line(limits.tagMax)
  .overwrite((tag) => tag.toLowerCase())
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M} -]*$/u, "A tag is letters, digits, spaces and hyphens.");

// The length comes first: zod judges it before any tag.
const tagsSchema = z
  .array(tagSchema)
  .max(limits.tagsMax, `Use at most ${limits.tagsMax} tags.`)
  .overwrite((tags) => [...new Set(tags)]);

const item = {
  title: line(limits.titleMax),
  dek: line(limits.dekMax),
  slug: slugSchema,
  price: priceSchema,
  tags: tagsSchema,
  preview: markdownText(limits.previewBytesMax).describe(
    "Free part, Markdown. A picture `picture:…` is at `/api/items/{itemId}/pictures/…`.",
  ),
  content: markdownText(limits.contentBytesMax).describe("Paid part, Markdown. For a file item: a note to those who bought it."),
};

const versionNumber = z.int().positive().optional();

export const createItemSchema = z
  .strictObject({ kind: z.enum(["article", "file"]), ...item })
  .partial({ dek: true, slug: true, tags: true, preview: true, content: true });
export type CreateItemInput = z.output<typeof createItemSchema>;

export const saveItemSchema = z.strictObject({
  ...z.object(item).partial().shape,
  coverAlt: line(limits.coverAltMax).optional().describe("What the cover shows, for who cannot see it."),
  versionNumber: versionNumber.describe(
    "The draft version this change started from. Refused with `conflict` when another save came first; leave it out to save regardless.",
  ),
  status: itemStatusCodec
    .optional()
    .describe(
      "The status this change started from. Refused with `conflict` when it is another by now: what only a draft had may be public.",
    ),
  autosave: z
    .boolean()
    .optional()
    .describe("Nobody asked for this save: the draft's version is replaced if an autosave made it in the last ten minutes."),
});
export type SaveItemInput = z.output<typeof saveItemSchema>;

const visibility = {
  listed: z.boolean().default(true).describe("False: anybody with the address can buy it, but the market does not show it."),
};

const terms = z.object({ slug: item.slug, price: item.price, tags: item.tags }).partial().shape;

export const publishItemSchema = z.strictObject({
  ...visibility,
  ...terms,
  versionNumber: versionNumber.describe(
    "The draft version to publish, as it was previewed. Refused with `conflict` when it is the draft no longer; leave it out to publish whatever is saved.",
  ),
  publishedAt: z.iso
    .datetime({ offset: true, error: "Write the time as ISO 8601 with its offset, like 2019-03-01T08:00:00+09:00." })
    .transform((text) => new Date(text))
    .optional()
    .describe("Of a first publishing: when it was published where it comes from. Not later than now."),
});

export const scheduleItemSchema = z.strictObject({
  ...visibility,
  at: z.iso
    .datetime({ offset: true, error: "Write the time as ISO 8601 with its offset, like 2026-12-01T09:00:00+01:00." })
    .transform((text) => new Date(text))
    .describe("When to publish, with its offset from UTC."),
});

/** What would be published along with the draft; `tags` with commas. */
export const previewQuerySchema = z.object({
  slug: terms.slug.describe("Its address from then on."),
  price: terms.price.describe("Its price from then on, in dollars."),
  tags: z
    .string()
    .max(500)
    .transform((text) => text.split(",").filter((tag) => tag.trim() !== ""))
    .pipe(tagsSchema)
    .optional()
    .describe("With commas between them."),
});

/** What others read where the item was. */
export const removalSchema = z.object({
  reason: paragraph(limits.removalReasonMax).optional().describe("What others read where the item was."),
});

export const ownItemsQuerySchema = z.object({
  removed: z.enum(["sold"]).optional().describe("Also those that were taken down after they had sold, with their status."),
  cursor: z.string().max(300).optional().describe("`next` of the page before."),
});

export const versionsQuerySchema = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, "The page cursor is not one of ours. Start again from the first page.")
    .transform(Number)
    .optional()
    .describe("`next` of the page before."),
});

/** Of an item's page. */
export const itemAddressParams = handleParams.extend({
  slug: z
    .string()
    .regex(/^[a-z0-9-]{1,200}$/, "Not an item's address.")
    .describe("The last part of the page's address."),
});
