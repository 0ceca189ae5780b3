import { lookUp } from "@/lib/desk/look-up";
import { deskRoutes } from "@/lib/desk/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(deskRoutes["GET /api/operator/lookup"], ({ query }) => lookUp(services(), query));
