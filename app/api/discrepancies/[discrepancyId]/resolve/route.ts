import { resolveDiscrepancy } from "@/lib/payments/books/discrepancies";
import { bookRoutes } from "@/lib/payments/books/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(bookRoutes["POST /api/discrepancies/{discrepancyId}/resolve"], ({ actor, params }) =>
  resolveDiscrepancy(services(), actor, params.discrepancyId),
);
