import { defineRoute } from "@/lib/http/define-route";
import { purchaseParams } from "@/lib/http/params";
import { getReceipt } from "@/lib/payments/get-receipt";
import { receiptSchema } from "@/lib/payments/schemas";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "getReceipt",
    summary: "The receipt of a purchase, for its payer and its creator",
    tag: "Purchases",
    auth: "optional",
    params: purchaseParams,
    response: { description: "The receipt", schema: receiptSchema },
    errors: ["not_found"],
  },
  ({ params, actor }) => getReceipt(services(), actor, params.purchaseId),
);
