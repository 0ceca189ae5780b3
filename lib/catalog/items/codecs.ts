// Items as readers and their creators see them, in the domain and as JSON.
import { z } from "zod";
import { amountCodec, byteCountCodec, countCodec, fieldIssueCodec, instantCodec, sha256Codec } from "../../kernel/codecs";
import {
  coverCodec,
  fileCodec,
  type ItemStatus,
  itemKindCodec,
  itemStatusCodec,
  type Moderation,
  moderationCodec,
} from "../codecs";
import { creatorCodec } from "../creators/codecs";

/** An item for a card in the market. */
export const itemSummaryCodec = z.object({
  id: z.string(),
  kind: itemKindCodec,
  slug: z.string(),
  title: z.string(),
  dek: z.string(),
  tags: z.array(z.string()),
  amount: amountCodec,
  words: countCodec.describe("Words of the paid part."),
  previewWords: countCodec,
  fileCount: countCodec,
  bytes: byteCountCodec,
  mediaTypes: z.array(z.string()),
  publishedAt: instantCodec,
  cover: coverCodec,
  creator: z.object({ handle: z.string(), displayName: z.string() }),
});
export type ItemSummary = z.output<typeof itemSummaryCodec>;

/** An item for its page. */
export const itemDetailCodec = itemSummaryCodec.extend({
  status: itemStatusCodec,
  creator: creatorCodec,
  versionId: z.string(),
  versionNumber: countCodec,
  sha256: sha256Codec.describe(
    "Commitment to the paid bytes: of an article's Markdown, or of a file item's manifest in canonical JSON (RFC 8785).",
  ),
  preview: z.string().describe("Free part, Markdown. A picture `picture:…` is at `/api/items/{itemId}/pictures/…`."),
  headings: z.array(z.string()).describe("Headings of the paid part."),
  files: z.array(fileCodec),
});
export type ItemDetail = z.output<typeof itemDetailCodec>;

/** What its creator took down, with the reason if one was given; or what an operator hid. */
export interface RemovedItem {
  id: string;
  status: ItemStatus;
  /** Empty once it was erased, since nobody had bought it. */
  title: string;
  creator: { handle: string; displayName: string };
  /** The creator's. */
  removalReason: string | null;
  /** The operator's. */
  hidden: Moderation | null;
}

/** One line of an item's history. */
export const versionSummaryCodec = z.object({
  number: countCodec.describe(
    "Grows with every save; the numbers of replaced autosaves are missing. Receipts name a version by it.",
  ),
  savedNumber: countCodec.describe(
    "Counts what somebody saved or published; an autosave has the count of the version before it.",
  ),
  title: z.string(),
  words: countCodec.describe("Words of the paid part."),
  previewWords: countCodec,
  savedAt: instantCodec,
  /** The editor saved it by itself. */
  isAutosave: z.boolean(),
  publishedAt: instantCodec.nullable().describe("When readers first saw it."),
  isPublished: z.boolean().describe("What readers see now."),
  isDraft: z.boolean().describe("What the editor opens."),
  sales: countCodec.describe("Purchases that were made of this version."),
});
export type VersionSummary = z.output<typeof versionSummaryCodec>;

export const versionDetailCodec = versionSummaryCodec.extend({
  dek: z.string(),
  preview: z.string(),
  content: z.string(),
  files: z.array(fileCodec),
});
export type VersionDetail = z.output<typeof versionDetailCodec>;

/** A row of the creator's own list. */
export const ownItemCodec = z.object({
  id: z.string(),
  kind: itemKindCodec,
  status: itemStatusCodec,
  slug: z.string(),
  title: z.string(),
  amount: amountCodec,
  /** The saved draft differs from what readers see. */
  hasUnpublishedChanges: z.boolean(),
  scheduledFor: instantCodec.nullable(),
  missedItsTime: z.boolean().describe("Its scheduled time passed without publishing: the draft says why."),
  updatedAt: instantCodec,
});
/** The same with what it earned, which the API says elsewhere. */
export interface OwnItem extends z.output<typeof ownItemCodec> {
  sales: number;
  earned: bigint;
}

export const itemPreviewCodec = z.object({
  item: itemDetailCodec,
  missing: z.array(fieldIssueCodec).describe("What keeps it from being published."),
  challenge: z
    .object({ status: z.literal(402), body: z.unknown(), paymentRequired: z.unknown() })
    .describe("What an agent would get: the v1 body, and the v2 object of PAYMENT-REQUIRED, decoded."),
});
export type ItemPreviewJson = z.input<typeof itemPreviewCodec>;

/** What the editor opens: the saved draft, paid part included. Only ever for its creator. */
export const itemDraftCodec = z.object({
  id: z.string(),
  kind: itemKindCodec,
  status: itemStatusCodec,
  slug: z.string(),
  title: z.string(),
  dek: z.string(),
  tags: z.array(z.string()),
  amount: amountCodec,
  preview: z.string(),
  content: z.string(),
  files: z.array(fileCodec),
  versionNumber: countCodec,
  isAutosave: z.boolean().describe("The editor saved it by itself: its next autosave may take the place, unless this is saved."),
  hasUnpublishedChanges: z.boolean(),
  cover: coverCodec,
  scheduledFor: instantCodec.nullable().describe("When it will be published by itself; null unless it is scheduled."),
  scheduledListed: z.boolean(),
  scheduleIssues: z.array(fieldIssueCodec).describe("What kept it from being published at its last scheduled time."),
  hidden: moderationCodec.nullable().describe("Why an operator has hidden it; null unless its status is `hidden`."),
  updatedAt: instantCodec,
});
export type ItemDraft = z.output<typeof itemDraftCodec>;
export type ItemDraftJson = z.input<typeof itemDraftCodec>;

/** What a save answers: the draft as it is now without its texts and files, which the sender has. */
export const savedItemCodec = itemDraftCodec.pick({
  status: true,
  title: true,
  dek: true,
  slug: true,
  tags: true,
  amount: true,
  cover: true,
  versionNumber: true,
  isAutosave: true,
  hasUnpublishedChanges: true,
  updatedAt: true,
});
export type SavedItem = z.output<typeof savedItemCodec>;
export type SavedItemJson = z.input<typeof savedItemCodec>;

/** How far somebody who begins has come. */
export interface FirstPieces {
  /** The piece that was changed last. */
  newestId: string | null;
  /** The address of one that is published, listed or not. */
  publishedSlug: string | null;
}
