// What there is to see of files before they are bought.
import { fileParams, itemParams } from "../kernel/params";
import type { RouteSpec } from "../kernel/route-spec";
import { ownPreviewsCodec, shownPreviewsCodec, showPreviewSchema } from "./codecs";

export const previewRoutes = {
  "GET /api/items/{itemId}/previews": {
    id: "listPreviews",
    summary: "What there is to see of an item's files before buying",
    description:
      "The first pages of a PDF, a small watermarked picture, the first seconds of audio or video, the head of a table or text; each a bounded share of the file. Files without a preview are left out.",
    tag: "Items",
    auth: "none",
    params: itemParams,
    response: { description: "Previews by file", schema: shownPreviewsCodec },
    errors: ["not_found", "removed"],
  },

  "GET /api/items/{itemId}/draft/previews": {
    id: "listDraftPreviews",
    summary: "The previews of one's draft, and how far they have come",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    response: { description: "One row for each file", schema: ownPreviewsCodec },
    errors: ["not_found", "removed"],
  },

  "PATCH /api/items/{itemId}/files/{fileId}/preview": {
    id: "showPreview",
    summary: "Turn the preview of a file on or off",
    description: "Holds at once, for the published item as well.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: fileParams,
    body: showPreviewSchema,
    changesPublic: true,
    response: { status: 204, description: "Done" },
    errors: ["not_found", "removed"],
  },
} as const satisfies Record<string, RouteSpec>;
