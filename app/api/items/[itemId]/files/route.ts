import { z } from "zod";
import { fileCodec } from "@/lib/catalog/codecs";
import { addFile, orderFiles } from "@/lib/catalog/files/files";
import { fileNameSchema, orderFilesSchema } from "@/lib/catalog/files/schemas";
import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { announcedSha256 } from "@/lib/http/digest-header";
import { itemParams } from "@/lib/http/params";
import { Refusal } from "@/lib/kernel/errors";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(
  {
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
    errors: ["not_found", "conflict", "too_large", "quota_exceeded", "checksum_mismatch", "removed", "unavailable"],
  },
  async ({ request, actor, params, query }) => {
    if (!request.body) throw new Refusal("invalid_request", "The file is empty.");
    const length = request.headers.get("content-length");
    const bytes = length === null ? null : Number(length);
    const sha256 = announcedSha256(request.headers, "content-digest");
    return addFile(services(), actor.wallet, params.itemId, { name: query.name, body: request.body, bytes, sha256 });
  },
);

export const PUT = defineRoute(
  {
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
  ({ actor, params, body }) => orderFiles(services(), actor.wallet, params.itemId, body.fileIds),
);
