import { toAddress } from "@/lib/kernel/address";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { RECEIPT_FORM } from "@/lib/x402/receipts/receipt-form";
import { serverFactsSchema } from "@/lib/x402/receipts/server-facts";

export const GET = defineRoute(
  {
    id: "getServerFacts",
    summary: "Who signs this server's receipts",
    description: "Keep the address, and compare it with the signer of a receipt.",
    tag: "System",
    auth: "none",
    response: { description: "Public facts of this server", schema: serverFactsSchema },
  },
  async () => {
    const { origin, receiptSigner, network } = services();
    const facts = { origin, receiptForm: RECEIPT_FORM, receiptSigner: receiptSigner.address };
    const headers = { "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300" };
    return Response.json({ ...facts, network: network.caip2, asset: toAddress(network.usdc) }, { headers });
  },
);
