import { listDiscrepancies } from "@/lib/payments/books/discrepancies";
import { bookRoutes } from "@/lib/payments/books/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(bookRoutes["GET /api/discrepancies"], async () => ({ rows: await listDiscrepancies(services()) }));
