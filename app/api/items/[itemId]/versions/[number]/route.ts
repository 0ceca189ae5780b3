import { versionDetailCodec } from "@/lib/catalog/items/codecs";
import { getOwnVersion } from "@/lib/catalog/items/versions";
import { versionParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "getVersion",
    summary: "What one version of an item says, paid part included, for its creator",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: versionParams,
    response: { description: "The version", schema: versionDetailCodec },
    errors: ["not_found", "removed"],
  },
  ({ actor, params }) => getOwnVersion(services(), actor.wallet, params.itemId, params.number),
);
