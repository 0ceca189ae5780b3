import { salesCsv } from "@/lib/earnings/sales-csv";
import { streamText } from "@/lib/http/stream-text";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "downloadSales",
    summary: "All sales of the signed-in creator as CSV, with exact amounts",
    tag: "Earnings",
    auth: "session",
    scope: "earnings",
    response: { description: "The sales (RFC 4180)", mediaType: "text/csv" },
  },
  async ({ actor }) =>
    new Response(streamText(salesCsv(services(), actor.wallet)), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": 'attachment; filename="pennypost-sales.csv"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
      },
    }),
);
