import { fileCodec } from "@/lib/catalog/codecs";
import { finishUpload } from "@/lib/catalog/files/finish-upload";
import { announcedSha256 } from "@/lib/http/digest-header";
import { uploadParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(
  {
    id: "finishUpload",
    summary: "The file that a whole upload became",
    description:
      "The last PATCH does this by itself; ask here when its answer was lost. Safe to repeat. `Repr-Digest: sha-256=:…:` says what the bytes hash to, if it was not said before.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: uploadParams,
    response: { description: "The file", schema: fileCodec },
    errors: ["not_found", "conflict", "checksum_mismatch", "removed", "unavailable"],
  },
  ({ request, params: { itemId, uploadId }, actor }) =>
    finishUpload(services(), actor.wallet, itemId, uploadId, announcedSha256(request.headers, "repr-digest")),
);
