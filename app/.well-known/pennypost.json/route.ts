import { toAddress } from "@/lib/kernel/address";
import { libraryRoutes } from "@/lib/payments/library/routes";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { RECEIPT_FORM } from "@/lib/x402/receipts/receipt-form";

export const GET = defineRoute(libraryRoutes["GET /.well-known/pennypost.json"], async () => {
  const { origin, receiptSigner, network } = services();
  const facts = { origin, receiptForm: RECEIPT_FORM, receiptSigner: receiptSigner.address };
  const headers = { "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300" };
  return Response.json({ ...facts, network: network.caip2, asset: toAddress(network.asset) }, { headers });
});
