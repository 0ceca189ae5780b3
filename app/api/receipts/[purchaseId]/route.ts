import { libraryRoutes } from "@/lib/payments/library/routes";
import { getSignedReceipt } from "@/lib/payments/library/sign-receipt";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(libraryRoutes["GET /api/receipts/{purchaseId}"], ({ params, actor }) =>
  getSignedReceipt(services(), actor, params.purchaseId),
);
