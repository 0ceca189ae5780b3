import { listPreviews } from "@/lib/previews/list-previews";
import { previewRoutes } from "@/lib/previews/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(previewRoutes["GET /api/items/{itemId}/previews"], async ({ params }) => ({
  rows: await listPreviews(services(), params.itemId),
}));
