import { listAudit } from "@/lib/audit/list-audit";
import { auditRoutes } from "@/lib/audit/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(auditRoutes["GET /api/operator/audit"], ({ query }) => listAudit(services(), query));
