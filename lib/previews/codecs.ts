// Previews as their readers and the file's creator see them, in the domain and as JSON.
import { z } from "zod";
import { sha256Codec } from "../kernel/codecs";

const sizeCodec = z.int().positive().nullable();

/** A part without its bytes, except that the head of a text is included. */
const partCodec = z.object({
  kind: z.enum(["page", "picture", "clip", "table", "text"]),
  mediaType: z.string(),
  bytes: z.int().positive(),
  sha256: sha256Codec.describe("Its bytes are at /api/previews/{sha256}."),
  width: sizeCodec,
  height: sizeCodec,
  durationMs: sizeCodec,
  head: z
    .union([z.string(), z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) })])
    .nullable()
    .describe("The first lines of a text, or the first rows of a table."),
});
export type ShownPart = z.output<typeof partCodec>;

/** The preview of one file for readers. */
const shownPreviewCodec = z.object({ fileId: z.string(), parts: z.array(partCodec) });
export type ShownPreview = z.output<typeof shownPreviewCodec>;

/** The same for its creator. */
const ownPreviewCodec = z.object({
  fileId: z.string(),
  parts: z.array(partCodec),
  state: z.enum(["waiting", "made", "none", "failed"]),
  reason: z.enum(["unsupported", "too_small", "too_large", "unreadable", "gave_up"]).nullable(),
  isShown: z.boolean(),
});
export type OwnPreview = z.output<typeof ownPreviewCodec>;

export const shownPreviewsCodec = z.object({ rows: z.array(shownPreviewCodec) });
export const ownPreviewsCodec = z.object({ rows: z.array(ownPreviewCodec) });

export const showPreviewSchema = z.strictObject({
  isShown: z.boolean().describe("False: nobody but you sees the preview of this file."),
});
