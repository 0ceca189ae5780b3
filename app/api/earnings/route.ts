import { earningRoutes } from "@/lib/earnings/routes";
import { summarizeEarnings } from "@/lib/earnings/summarize";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(earningRoutes["GET /api/earnings"], ({ actor }) => summarizeEarnings(services(), actor.wallet));
