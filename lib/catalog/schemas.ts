// What comes in when something is published. One zod schema each for routes, forms and the OpenAPI document.
import { z } from "zod";
import { refused } from "../kernel/field-issues";
import { DECIMAL_USDC, formatUsd, PRICE_MAX, PRICE_MIN, parseUsdc } from "../kernel/money";
import { handleSchema } from "./creators/handle";
import * as limits from "./limits";
import { marketSorts, readingLengths } from "./market/types";
import { line, markdownText, paragraph } from "./text";

/** A decimal string in; atomic units out. */
const usdcSchema = z
  .string('Write the price as a string of dollars, like "0.25".')
  .regex(DECIMAL_USDC, { error: 'Write the price in dollars with at most six decimals, like "0.25".', abort: true })
  .transform(parseUsdc);

export const priceSchema = usdcSchema.refine(
  (amount) => amount >= PRICE_MIN && amount <= PRICE_MAX,
  refused("out_of_range", `The price must be between ${formatUsd(PRICE_MIN)} and ${formatUsd(PRICE_MAX)}.`, {
    min: formatUsd(PRICE_MIN),
    max: formatUsd(PRICE_MAX),
  }),
);

const slugReserved = new Set(["feed", "rss", "feed.xml", "edit"]);

export const slugSchema = z
  .string()
  .max(limits.slugMax, `Use at most ${limits.slugMax} characters.`)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Use lower-case letters a–z, digits and single hyphens.")
  .refine((slug) => !slugReserved.has(slug), refused("reserved", "This address is reserved. Choose another."));

const tagSchema = line(limits.tagMax)
  .overwrite((tag) => tag.toLowerCase())
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M} -]*$/u, "A tag is letters, digits, spaces and hyphens.");

const tagsSchema = z
  .array(tagSchema)
  .overwrite((tags) => [...new Set(tags)])
  .max(limits.tagsMax, `Use at most ${limits.tagsMax} tags.`);

const item = {
  title: line(limits.titleMax),
  dek: line(limits.dekMax),
  slug: slugSchema,
  price: priceSchema,
  tags: tagsSchema,
  preview: markdownText(limits.previewBytesMax).describe("Free part, Markdown."),
  content: markdownText(limits.contentBytesMax).describe("Paid part, Markdown. For a file item: a note to those who bought it."),
};

export const createItemSchema = z
  .strictObject({ kind: z.enum(["article", "file"]), ...item })
  .partial({ dek: true, slug: true, tags: true, preview: true, content: true });
export type CreateItemInput = z.output<typeof createItemSchema>;

export const saveItemSchema = z.strictObject({
  ...z.object(item).partial().shape,
  coverAlt: line(limits.coverAltMax).optional().describe("What the cover shows, for who cannot see it."),
  versionNumber: z
    .int()
    .positive()
    .optional()
    .describe(
      "The draft version this change started from. Refused with `conflict` when another save came first; leave it out to save regardless.",
    ),
  autosave: z
    .boolean()
    .optional()
    .describe("Nobody asked for this save: the draft's version is replaced if an autosave made it in the last ten minutes."),
});
export type SaveItemInput = z.output<typeof saveItemSchema>;

export const publishItemSchema = z.strictObject({
  listed: z.boolean().default(true).describe("False: anybody with the address can buy it, but the market does not show it."),
});

export const scheduleItemSchema = publishItemSchema.extend({
  at: z.iso
    .datetime({ offset: true, error: "Write the time as ISO 8601 with its offset, like 2026-12-01T09:00:00+01:00." })
    .transform((text) => new Date(text))
    .describe("When to publish, with its offset from UTC."),
});

/** What others read where the item was. */
export const removalSchema = z.object({
  reason: paragraph(limits.removalReasonMax).optional().describe("What others read where the item was."),
});

/** Where a crop box lies in an upright picture: x,y,width,height in fractions of it. */
const cropSchema = z
  .string()
  .regex(/^(?:[01](?:\.\d{1,8})?,){3}[01](?:\.\d{1,8})?$/, "Write the crop as x,y,width,height in fractions from 0 to 1.")
  .transform((text) => {
    const [x = 0, y = 0, width = 1, height = 1] = text.split(",").map(Number);
    return { x, y, width: Math.min(width, 1 - x), height: Math.min(height, 1 - y) };
  })
  .refine(({ width, height }) => width > 0 && height > 0, "The crop is empty.");

export const pictureQuerySchema = z.object({
  crop: cropSchema.optional().describe("The part to keep: x,y,width,height in fractions. Without it, the middle."),
});

const linkSchema = z
  .string()
  .trim()
  .max(limits.linkMax, `Use at most ${limits.linkMax} characters.`)
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url?.protocol === "https:" && url.hostname.includes(".") && !url.username && !url.password) return url.href;
    context.addIssue({ code: "custom", message: "Write a whole address that begins with https://." });
    return z.NEVER;
  });

export const profileSchema = z.strictObject({
  handle: handleSchema,
  displayName: line(limits.displayNameMax).min(1, "Write the name readers will see."),
  bio: paragraph(limits.bioMax).optional(),
  links: z
    .array(linkSchema)
    .max(limits.linksMax, `Use at most ${limits.linksMax} links.`)
    .transform((links) => [...new Set(links)])
    .optional()
    .describe("Pages of yours elsewhere."),
});
export type ProfileInput = z.output<typeof profileSchema>;

const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, "Write the address of a wallet: 0x and 40 hex digits.")
  .transform((text) => text.toLowerCase() as `0x${string}`);

export const startPayoutSchema = z.strictObject({ payTo: address.describe("The wallet to be paid from then on.") });

export const signPayoutSchema = z.strictObject({
  signer: address.describe("The account's wallet, or the one to be paid."),
  signature: z
    .string()
    .max(20_000)
    .regex(/^0x(?:[0-9a-fA-F]{2})+$/, "A signature is 0x and hex digits.")
    .transform((text) => text as `0x${string}`)
    .describe("Its signature of `message`; a smart wallet is asked on the chain (ERC-1271)."),
});

/** A file's name as it will be downloaded: one path segment. */
export const fileNameSchema = line(limits.fileNameMax)
  .min(1, "Name the file.")
  .refine((name) => !/[/\\:*?"<>|]/.test(name) && !/^\.+$/.test(name), 'A file name cannot contain / \\ : * ? " < > |');

export const renameFileSchema = z.strictObject({ name: fileNameSchema });
export const orderFilesSchema = z.strictObject({ fileIds: z.array(z.string()).max(limits.filesMax) });

/** No stricter than needed to ask the database: a handle that cannot exist is simply not found. */
export const handleParams = z.object({
  handle: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,40}$/, "Not a handle.")
    .describe("A creator's handle, without the @."),
});

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

export const versionsQuerySchema = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, "The page cursor is not one of ours. Start again from the first page.")
    .transform(Number)
    .optional()
    .describe("`next` of the page before."),
});
