import { itemParams } from "@/lib/http/params";
import { ownershipCodec } from "@/lib/payments/library/codecs";
import { findOwnership } from "@/lib/payments/library/find-ownership";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "getOwnership",
    summary: "Whether the asking browser may open an item",
    tag: "Items",
    auth: "optional",
    params: itemParams,
    response: { description: "Not owned, owned (with the receipt), or one's own item", schema: ownershipCodec },
  },
  ({ params, actor }) => findOwnership(services(), params.itemId, actor),
);
