import { visitSchema } from "@/lib/earnings/codecs";
import { countVisit } from "@/lib/earnings/count-visit";
import { itemParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(
  {
    id: "countVisit",
    summary: "Told by an item's page in a browser, so that its creator sees how many come how far",
    description: "One is added to a number. Nothing is kept of who it was; robots and the item's creator are not counted.",
    tag: "Items",
    auth: "optional",
    params: itemParams,
    body: visitSchema,
    bodyBytesMax: 200,
    limit: { requests: 120, seconds: 60 },
    response: { status: 204, description: "Heard" },
    errors: ["not_found", "removed"],
  },
  ({ request, params, body, actor }) =>
    countVisit(services(), params.itemId, body.event, { actor, userAgent: request.headers.get("user-agent") }),
);
