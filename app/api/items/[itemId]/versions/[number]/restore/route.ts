import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { restoreVersion } from "@/lib/catalog/items/versions";
import { versionParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(
  {
    id: "restoreVersion",
    summary: "Make an earlier version the draft",
    description: "Readers see it when it is published. The draft it takes the place of stays in the history.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: versionParams,
    response: { description: "The draft", schema: itemDraftCodec },
    errors: ["quota_exceeded", "not_found", "removed"],
  },
  ({ actor, params }) => restoreVersion(services(), actor.wallet, params.itemId, params.number),
);
