import { finishUpload } from "@/lib/catalog/files/finish-upload";
import { fileRoutes } from "@/lib/catalog/files/routes";
import { announcedSha256 } from "@/lib/http/digest-header";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(
  fileRoutes["POST /api/items/{itemId}/uploads/{uploadId}/finish"],
  ({ request, params: { itemId, uploadId }, actor }) =>
    finishUpload(services(), actor.wallet, itemId, uploadId, announcedSha256(request.headers, "repr-digest")),
);
