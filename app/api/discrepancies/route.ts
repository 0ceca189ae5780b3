import { z } from "zod";
import { discrepancyCodec } from "@/lib/payments/books/codecs";
import { listDiscrepancies } from "@/lib/payments/books/discrepancies";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "listDiscrepancies",
    summary: "What does not add up between the chain and the books, and nobody has resolved; newest first, a hundred at most",
    tag: "System",
    auth: "operator",
    response: { description: "Open discrepancies", schema: z.object({ rows: z.array(discrepancyCodec) }) },
  },
  async () => ({ rows: await listDiscrepancies(services()) }),
);
