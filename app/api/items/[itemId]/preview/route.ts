import { previewItem } from "@/lib/catalog/items/preview-item";
import { itemRoutes } from "@/lib/catalog/items/routes";
import { paymentRequiredOf } from "@/lib/paywall/offer-cache";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

const decode = (header: string | undefined): unknown => JSON.parse(Buffer.from(header ?? "", "base64").toString());

export const GET = defineRoute(itemRoutes["GET /api/items/{itemId}/preview"], async ({ actor, params: { itemId }, query }) => {
  const { item, missing, offer } = await previewItem(services(), actor.wallet, itemId, query);
  const { body, headers } = await paymentRequiredOf(offer, { itemId });
  const paymentRequired = decode(headers["PAYMENT-REQUIRED"]);
  return { item, missing, challenge: { status: 402 as const, body: JSON.parse(body), paymentRequired } };
});
