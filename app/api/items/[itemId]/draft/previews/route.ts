import { itemParams } from "@/lib/http/params";
import { ownPreviewsCodec } from "@/lib/previews/codecs";
import { listOwnPreviews } from "@/lib/previews/list-previews";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "listDraftPreviews",
    summary: "The previews of one's draft, and how far they have come",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    response: { description: "One row for each file", schema: ownPreviewsCodec },
    errors: ["not_found", "removed"],
  },
  async ({ actor, params }) => ({ rows: await listOwnPreviews(services(), actor.wallet, params.itemId) }),
);
