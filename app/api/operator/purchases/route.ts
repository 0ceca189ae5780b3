import { findPurchases } from "@/lib/desk/find-purchases";
import { deskRoutes } from "@/lib/desk/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(deskRoutes["GET /api/operator/purchases"], ({ query }) => findPurchases(services(), query));
