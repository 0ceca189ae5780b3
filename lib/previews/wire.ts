// Previews as JSON.
import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.int().positive().nullable();

const partWire = z.object({
  kind: z.enum(["page", "picture", "clip", "table", "text"]),
  mediaType: z.string(),
  bytes: z.int().positive(),
  sha256: sha256.describe("Its bytes are at /api/previews/{sha256}."),
  width: size,
  height: size,
  durationMs: size,
  head: z
    .union([z.string(), z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) })])
    .nullable()
    .describe("The first lines of a text, or the first rows of a table."),
});

export const shownPreviewsWire = z.object({
  rows: z.array(z.object({ fileId: z.string(), parts: z.array(partWire) })),
});

export const ownPreviewsWire = z.object({
  rows: z.array(
    z.object({
      fileId: z.string(),
      parts: z.array(partWire),
      state: z.enum(["waiting", "made", "none", "failed"]),
      reason: z.enum(["unsupported", "too_small", "too_large", "unreadable", "gave_up"]).nullable(),
      isShown: z.boolean(),
    }),
  ),
});

export const showPreviewSchema = z.strictObject({
  isShown: z.boolean().describe("False: nobody but you sees the preview of this file."),
});
