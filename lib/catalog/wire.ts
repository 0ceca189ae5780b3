// What the catalog looks like on the wire, for the OpenAPI document and the tests that hold answers against it.
import { z } from "zod";

export const amountWire = z.string().regex(/^\d+$/).describe("Atomic USDC units (6 decimals) as a decimal string.");
export const instantWire = z.iso.datetime();
const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const kind = z.enum(["article", "file"]);
const status = z.enum(["draft", "scheduled", "listed", "unlisted", "removed"]);

export const pageWire = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().nullable().describe("Pass as `cursor`; null at the end.") });

const coverWire = z
  .object({ id: z.string(), alt: z.string() })
  .nullable()
  .describe("A picture at /api/pictures/{id}/{width}; null for the typographic cover.");

export const creatorWire = z.object({
  id: z.string(),
  handle: z.string(),
  displayName: z.string(),
  bio: z.string(),
  links: z.array(z.string()),
  avatarId: z.string().nullable().describe("A picture at /api/pictures/{id}/{width}, or null."),
  payTo: z.string().describe("Where the money goes: the creator's own wallet."),
  createdAt: instantWire,
});

export const payoutChangeWire = z.object({
  id: z.string(),
  fromPayTo: z.string(),
  toPayTo: z.string(),
  message: z.string().describe("What both wallets sign with personal_sign (EIP-191), word for word."),
  signed: z.object({ account: z.boolean(), payTo: z.boolean() }),
  createdAt: instantWire,
  expiresAt: instantWire,
  completedAt: instantWire.nullable(),
});

export const payoutWire = z.object({
  payTo: z.string().describe("Where the creator is paid now."),
  pending: payoutChangeWire.nullable().describe("Waits for one or both signatures."),
  history: z.array(payoutChangeWire).describe("Completed changes, newest first."),
});

export const fileWire = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.string().regex(/^\d+$/).describe("Size in bytes as a decimal string."),
  sha256,
  facts: z
    .object({ pages: count, durationMs: count, width: count, height: count, rows: count, columns: count })
    .partial()
    .optional()
    .describe("What was found out about the file, shortly after it was uploaded."),
});

export const uploadWire = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.string().regex(/^\d+$/).describe("Declared size in bytes."),
  received: z.string().regex(/^\d+$/).describe("Bytes that have arrived."),
});

export const itemSummaryWire = z.object({
  id: z.string(),
  kind,
  slug: z.string(),
  title: z.string(),
  dek: z.string(),
  tags: z.array(z.string()),
  amount: amountWire,
  words: count.describe("Words of the paid part."),
  previewWords: count,
  fileCount: count,
  bytes: z.string().regex(/^\d+$/),
  mediaTypes: z.array(z.string()),
  publishedAt: instantWire,
  cover: coverWire,
  creator: z.object({ handle: z.string(), displayName: z.string() }),
});

export const itemDetailWire = itemSummaryWire.extend({
  status,
  creator: creatorWire,
  versionId: z.string(),
  versionNumber: count,
  sha256: sha256.describe(
    "Commitment to the paid bytes: of an article's Markdown, or of a file item's manifest in canonical JSON (RFC 8785).",
  ),
  preview: z.string().describe("Free part, Markdown."),
  headings: z.array(z.string()).describe("Headings of the paid part."),
  files: z.array(fileWire),
});

export const versionSummaryWire = z.object({
  number: count.describe("Grows with every save; the numbers of replaced autosaves are missing."),
  title: z.string(),
  words: count.describe("Words of the paid part."),
  previewWords: count,
  savedAt: instantWire,
  isAutosave: z.boolean(),
  publishedAt: instantWire.nullable().describe("When readers first saw it."),
  isPublished: z.boolean().describe("What readers see now."),
  isDraft: z.boolean().describe("What the editor opens."),
  sales: count.describe("Purchases that were made of this version."),
});

export const versionDetailWire = versionSummaryWire.extend({
  dek: z.string(),
  preview: z.string(),
  content: z.string(),
  files: z.array(fileWire),
});

/** A row of the creator's own list. */
export const ownItemWire = z.object({
  id: z.string(),
  kind,
  status,
  slug: z.string(),
  title: z.string(),
  amount: amountWire,
  hasUnpublishedChanges: z.boolean(),
  scheduledFor: instantWire.nullable(),
  scheduleProblem: z.string().nullable(),
  updatedAt: instantWire,
});

export const itemPreviewWire = z.object({
  item: itemDetailWire,
  missing: z.array(z.object({ path: z.string(), message: z.string() })).describe("What keeps it from being published."),
  challenge: z
    .object({ status: z.literal(402), body: z.unknown(), paymentRequired: z.unknown() })
    .describe("What an agent would get: the v1 body, and the v2 object of PAYMENT-REQUIRED, decoded."),
});

export const itemDraftWire = z.object({
  id: z.string(),
  kind,
  status,
  slug: z.string(),
  title: z.string(),
  dek: z.string(),
  tags: z.array(z.string()),
  amount: amountWire,
  preview: z.string(),
  content: z.string(),
  files: z.array(fileWire),
  versionNumber: count,
  hasUnpublishedChanges: z.boolean(),
  cover: coverWire,
  scheduledFor: instantWire.nullable().describe("When it will be published by itself; null unless it is scheduled."),
  scheduledListed: z.boolean(),
  scheduleProblem: z.string().nullable().describe("Why the last scheduled time passed without publishing."),
  updatedAt: instantWire,
});

/** What a save answers: the draft as it is now without its texts and files. */
export const savedItemWire = itemDraftWire.pick({
  title: true,
  dek: true,
  slug: true,
  tags: true,
  amount: true,
  cover: true,
  versionNumber: true,
  hasUnpublishedChanges: true,
  updatedAt: true,
});

export const marketWire = pageWire(itemSummaryWire).extend({
  corrected: z.string().nullable().describe("What was searched for instead of what was mistyped; null where nothing was."),
});
