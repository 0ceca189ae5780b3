// What the rooms of the catalog have in common, in the domain and as JSON. Amounts are atomic USDC; paid bytes are in none of these.
import { z } from "zod";
import { byteCountCodec, countCodec, sha256Codec } from "../kernel/codecs";

export const itemKindCodec = z.enum(["article", "file"]);
export type ItemKind = z.output<typeof itemKindCodec>;

export const itemStatusCodec = z.enum(["draft", "scheduled", "listed", "unlisted", "removed", "hidden"]);
export type ItemStatus = z.output<typeof itemStatusCodec>;

/** Why a piece is reported, or hidden by an operator. */
export const moderationReasons = ["copyright", "illegal", "misleading", "harmful", "privacy", "other"] as const;
export type ModerationReason = (typeof moderationReasons)[number];

/** Why an operator has hidden a piece or suspended a creator, as the public is told. */
export const moderationCodec = z.object({
  reason: z.enum(moderationReasons),
  note: z.string().describe("A sentence from the operator; may be empty."),
});
export type Moderation = z.output<typeof moderationCodec>;

/** `alt` says what it shows, for who cannot see it; empty for decoration. */
export const coverCodec = z
  .object({ id: z.string(), alt: z.string() })
  .nullable()
  .describe("A picture at /api/pictures/{id}/{width}; null for the typographic cover.");
export type Cover = NonNullable<z.output<typeof coverCodec>>;

/** As far as it applies and as soon as it is known. Sizes in pixels; rows and columns of a table, without its header. */
const fileFactsCodec = z
  .object({
    pages: countCodec,
    durationMs: countCodec,
    width: countCodec,
    height: countCodec,
    rows: countCodec,
    columns: countCodec,
  })
  .partial();
export type FileFacts = z.output<typeof fileFactsCodec>;

/** A file of a file item, without its bytes. */
export const fileCodec = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: byteCountCodec,
  sha256: sha256Codec,
  facts: fileFactsCodec.optional().describe("What was found out about the file, shortly after it was uploaded."),
});
export type FileSummary = z.output<typeof fileCodec>;
