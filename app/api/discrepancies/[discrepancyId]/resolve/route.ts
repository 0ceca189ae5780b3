import { discrepancyParams } from "@/lib/http/params";
import { resolveDiscrepancy } from "@/lib/payments/books/discrepancies";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(
  {
    id: "resolveDiscrepancy",
    summary: "Takes a discrepancy off the list, once an operator has seen to it",
    tag: "System",
    auth: "operator",
    params: discrepancyParams,
    response: { status: 204, description: "Resolved" },
    errors: ["not_found"],
  },
  ({ params }) => resolveDiscrepancy(services(), params.discrepancyId),
);
