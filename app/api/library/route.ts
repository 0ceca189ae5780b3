import { listOwned } from "@/lib/payments/library/list-owned";
import { libraryRoutes } from "@/lib/payments/library/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

const rowsMax = 100;

export const GET = defineRoute(libraryRoutes["GET /api/library"], ({ actor, query }) =>
  listOwned(services(), actor.wallet, query, rowsMax),
);
