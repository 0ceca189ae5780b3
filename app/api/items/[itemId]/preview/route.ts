import { itemPreviewCodec } from "@/lib/catalog/items/codecs";
import { previewItem } from "@/lib/catalog/items/preview-item";
import { itemParams } from "@/lib/http/params";
import { paymentRequiredOf } from "@/lib/paywall/offer-cache";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

const decode = (header: string | undefined): unknown => JSON.parse(Buffer.from(header ?? "", "base64").toString());

export const GET = defineRoute(
  {
    id: "previewItem",
    summary: "A draft as if it were published now: to readers, and to agents, who are asked to pay",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    response: { description: "The item, its 402, and what is missing", schema: itemPreviewCodec },
    errors: ["not_found", "removed"],
  },
  async ({ actor, params: { itemId } }) => {
    const { item, missing, offer } = await previewItem(services(), actor.wallet, itemId);
    const { body, headers } = await paymentRequiredOf(offer, { itemId });
    const paymentRequired = decode(headers["PAYMENT-REQUIRED"]);
    return { item, missing, challenge: { status: 402 as const, body: JSON.parse(body), paymentRequired } };
  },
);
