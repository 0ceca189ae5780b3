import { addFile, orderFiles } from "@/lib/catalog/files/files";
import { fileRoutes } from "@/lib/catalog/files/routes";
import { announcedSha256 } from "@/lib/http/digest-header";
import { Refusal } from "@/lib/kernel/errors";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(fileRoutes["POST /api/items/{itemId}/files"], async ({ request, actor, params, query }) => {
  if (!request.body) throw new Refusal("invalid_request", "The file is empty.");
  const length = request.headers.get("content-length");
  const bytes = length === null ? null : Number(length);
  const sha256 = announcedSha256(request.headers, "content-digest");
  return addFile(services(), actor.wallet, params.itemId, { name: query.name, body: request.body, bytes, sha256 });
});

export const PUT = defineRoute(fileRoutes["PUT /api/items/{itemId}/files"], ({ actor, params, body }) =>
  orderFiles(services(), actor.wallet, params.itemId, body.fileIds),
);
