import { listOwnPreviews } from "@/lib/previews/list-previews";
import { previewRoutes } from "@/lib/previews/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(previewRoutes["GET /api/items/{itemId}/draft/previews"], async ({ actor, params }) => ({
  rows: await listOwnPreviews(services(), actor.wallet, params.itemId),
}));
