import { z } from "zod";
import { salesCsv } from "@/lib/earnings/sales-csv";
import { streamText } from "@/lib/http/stream-text";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "downloadSales",
    summary: "All sales of the signed-in creator as CSV in UTF-8 with a byte order mark",
    tag: "Earnings",
    auth: "session",
    scope: "earnings",
    query: z.object({
      decimal: z
        .enum(["point", "comma"])
        .optional()
        .describe(
          "For a spreadsheet whose decimal sign this is: times are dates to it, and with a comma fields stand between semicolons. Without it, amounts are exact decimals with a point, and times ISO 8601.",
        ),
    }),
    response: { description: "The sales (RFC 4180)", mediaType: "text/csv" },
  },
  async ({ actor, query }) =>
    new Response(streamText(salesCsv(services(), actor.wallet, query.decimal)), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": 'attachment; filename="pennypost-sales.csv"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
      },
    }),
);
