import { uploadParams } from "@/lib/kernel/params";
import { defineRoute } from "@/lib/route";
import { serveTus } from "@/lib/uploads/tus";

const common = { tag: "Items", auth: "session", scope: "items", params: uploadParams } as const;

export const HEAD = defineRoute(
  {
    ...common,
    id: "inspectUpload",
    summary: "How much of an upload has arrived (tus 1.0)",
    response: { description: "`Upload-Offset` and `Upload-Length`, and `Pennypost-File` once it is a file" },
    errors: ["not_found", "conflict"],
  },
  ({ request, params: { itemId, uploadId }, actor }) => serveTus(request, actor.wallet, itemId, uploadId),
);

export const PATCH = defineRoute(
  {
    ...common,
    id: "continueUpload",
    summary: "Send the next bytes of an upload (tus 1.0)",
    description:
      "From `Upload-Offset` on, which is where `HEAD` says the upload stands. The request that brings the last byte makes the file and names it in `Pennypost-File`; where that takes long, the answer comes without it, and `HEAD` or the upload's `finish` tells. `Repr-Digest` on it says what all bytes hash to.",
    rawBody: { mediaType: "application/offset+octet-stream", description: "The next bytes, any number of them." },
    limit: { requests: 6000, seconds: 600 },
    response: { status: 204, description: "`Upload-Offset` says how far it is now" },
    errors: ["not_found", "conflict", "too_large", "checksum_mismatch", "removed", "unavailable"],
  },
  ({ request, params: { itemId, uploadId }, actor }) => serveTus(request, actor.wallet, itemId, uploadId),
);

export const DELETE = defineRoute(
  {
    ...common,
    id: "cancelUpload",
    summary: "Give an unfinished upload up (tus 1.0)",
    response: { status: 204, description: "Gone, and so are its bytes" },
    errors: ["not_found", "conflict"],
  },
  ({ request, params: { itemId, uploadId }, actor }) => serveTus(request, actor.wallet, itemId, uploadId),
);
