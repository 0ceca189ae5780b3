import { findOwnership } from "@/lib/payments/library/find-ownership";
import { libraryRoutes } from "@/lib/payments/library/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(libraryRoutes["GET /api/items/{itemId}/ownership"], ({ params, actor }) =>
  findOwnership(services(), params.itemId, actor),
);
