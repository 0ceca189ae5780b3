import { purchaseParams } from "@/lib/http/params";
import { getSignedReceipt } from "@/lib/payments/library/sign-receipt";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { signedReceiptSchema } from "@/lib/x402/receipts/receipt-schema";

export const GET = defineRoute(
  {
    id: "getReceipt",
    summary: "The signed receipt of a purchase, for its payer and its creator",
    description:
      "A file that anybody can verify without this server: `npm run verify-receipt FILE`, the page /verify, or by hand as docs/receipts.md says.",
    tag: "Purchases",
    auth: "optional",
    params: purchaseParams,
    response: { description: "The receipt", schema: signedReceiptSchema },
    errors: ["not_found"],
  },
  ({ params, actor }) => getSignedReceipt(services(), actor, params.purchaseId),
);
