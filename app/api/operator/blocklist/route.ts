import { defineRoute } from "@/lib/route";
import { listBlocked } from "@/lib/screening/blocklist";
import { blocklistRoutes } from "@/lib/screening/routes";
import { services } from "@/lib/services";

export const GET = defineRoute(blocklistRoutes["GET /api/operator/blocklist"], ({ query }) =>
  listBlocked(services(), query.cursor),
);
