// Files and pictures of items and creators.
import { z } from "zod";
import { fileParams, itemParams, uploadParams } from "../../kernel/params";
import type { RouteSpec } from "../../kernel/route-spec";
import { fileCodec } from "../codecs";
import { creatorCodec } from "../creators/codecs";
import { itemDraftCodec } from "../items/codecs";
import { addedPictureCodec, itemPictureCodec, uploadCodec } from "./codecs";
import { fileNameSchema, orderFilesSchema, pictureQuerySchema, renameFileSchema } from "./schemas";

export const fileRoutes = {
  "POST /api/items/{itemId}/files": {
    id: "addFile",
    summary: "Upload a file into an item's draft in one request",
    description:
      "The body is the file itself, streamed. Its type is told from its bytes. `Content-Digest: sha-256=:…:` has its bytes compared. What may be cut off is better sent to `/api/items/{itemId}/uploads`, where it can be resumed.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    query: z.object({ name: fileNameSchema.describe("What the file is called.") }),
    rawBody: { mediaType: "application/octet-stream", description: "The file's bytes." },
    limit: { requests: 300, seconds: 600 },
    response: { status: 201, description: "The file", schema: fileCodec },
    errors: [
      "not_found",
      "conflict",
      "too_large",
      "quota_exceeded",
      "checksum_mismatch",
      "removed",
      "unavailable",
      "storage_full",
    ],
  },

  "PUT /api/items/{itemId}/files": {
    id: "orderFiles",
    summary: "Put the files of one's draft into another order",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    body: orderFilesSchema,
    response: { description: "The draft", schema: itemDraftCodec },
    errors: ["not_found", "conflict", "removed"],
  },

  "PATCH /api/items/{itemId}/files/{fileId}": {
    id: "renameFile",
    summary: "Give a file of one's draft another name",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: fileParams,
    body: renameFileSchema,
    response: { description: "The draft; readers see the name with the next publish", schema: itemDraftCodec },
    errors: ["not_found", "conflict", "removed"],
  },

  "DELETE /api/items/{itemId}/files/{fileId}": {
    id: "deleteFile",
    summary: "Takes a file out of one's draft",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: fileParams,
    response: { status: 204, description: "Gone from the draft; versions that were published or bought keep it" },
    errors: ["not_signed_in", "not_found"],
  },

  "GET /api/items/{itemId}/uploads": {
    id: "listUploads",
    summary: "Unfinished uploads into one's draft",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    response: { description: "Oldest first", schema: z.array(uploadCodec) },
    errors: ["not_found", "removed"],
  },

  "POST /api/items/{itemId}/uploads/{uploadId}/finish": {
    id: "finishUpload",
    summary: "The file that a whole upload became",
    description:
      "The last PATCH does this by itself; ask here when its answer was lost. Safe to repeat. `Repr-Digest: sha-256=:…:` says what the bytes hash to, if it was not said before.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: uploadParams,
    response: { description: "The file", schema: fileCodec },
    errors: ["not_found", "conflict", "checksum_mismatch", "removed", "unavailable", "storage_full"],
  },

  "PUT /api/items/{itemId}/cover": {
    id: "setCover",
    summary: "Give an item a cover",
    description:
      "The body is a JPEG, PNG, WebP or GIF of at most 15 MB and 40 megapixels. It is turned upright, cropped, resized and encoded anew; nothing of the original is kept.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    query: pictureQuerySchema,
    rawBody: { mediaType: "image/*", description: "The picture's bytes." },
    limit: { requests: 60, seconds: 600 },
    changesPublic: true,
    response: { description: "The draft, with its cover", schema: itemDraftCodec },
    errors: ["not_found", "removed", "too_large", "unsupported_media_type", "storage_full"],
  },

  "DELETE /api/items/{itemId}/cover": {
    id: "removeCover",
    summary: "Go back to the typographic cover",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    changesPublic: true,
    response: { description: "The draft, with its cover", schema: itemDraftCodec },
    errors: ["not_found", "removed"],
  },

  "POST /api/items/{itemId}/pictures": {
    id: "addPicture",
    summary: "Keep a picture for the texts of one's item",
    description:
      "The body is a JPEG, PNG, WebP or GIF of at most 15 MB and 40 megapixels. It is turned upright, resized and encoded anew; nothing of the original is kept, and of an animation the first picture. Write `![what it shows](picture:…)`, with `source` of the answer, where it belongs. Named in the free part of what is published it is for everybody, in the paid part alone for whoever may read that. The same picture sent again is the same one. What no version names is removed after a day.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    rawBody: { mediaType: "image/*", description: "The picture's bytes." },
    limit: { requests: 600, seconds: 600, isShared: true },
    response: { status: 201, description: "The picture", schema: addedPictureCodec },
    errors: ["not_found", "removed", "too_large", "unsupported_media_type", "quota_exceeded", "unavailable", "storage_full"],
  },

  "GET /api/items/{itemId}/pictures": {
    id: "listPictures",
    summary: "The pictures that were kept for the texts of one's item",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    response: { description: "Oldest first", schema: z.array(itemPictureCodec) },
    errors: ["not_found", "removed"],
  },

  "PUT /api/creators/me/avatar": {
    id: "setAvatar",
    summary: "Give oneself an avatar",
    description:
      "The body is a JPEG, PNG, WebP or GIF of at most 15 MB and 40 megapixels. It is turned upright, cropped, resized and encoded anew; nothing of the original is kept.",
    tag: "Creators",
    auth: "session",
    scope: "items",
    query: pictureQuerySchema,
    rawBody: { mediaType: "image/*", description: "The picture's bytes." },
    limit: { requests: 60, seconds: 600 },
    changesPublic: true,
    response: { description: "The creator", schema: creatorCodec },
    errors: ["too_large", "unsupported_media_type"],
  },

  "DELETE /api/creators/me/avatar": {
    id: "removeAvatar",
    summary: "Go back to the initial",
    tag: "Creators",
    auth: "session",
    scope: "items",
    changesPublic: true,
    response: { description: "The creator", schema: creatorCodec },
  },
} as const satisfies Record<string, RouteSpec>;
