import { previewRoutes } from "@/lib/previews/routes";
import { showPreview } from "@/lib/previews/show-preview";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const PATCH = defineRoute(
  previewRoutes["PATCH /api/items/{itemId}/files/{fileId}/preview"],
  async ({ actor, params: { itemId, fileId }, body }) => {
    await showPreview(services(), actor.wallet, itemId, fileId, body.isShown);
    return undefined;
  },
);
