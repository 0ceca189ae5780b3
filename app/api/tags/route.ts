import { tagsCodec } from "@/lib/catalog/market/codecs";
import { listCachedTags } from "@/lib/public-cache/cached-market";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "listTags",
    summary: "Tags in use, the most used first",
    tag: "Items",
    auth: "none",
    limit: { requests: 120, seconds: 60 },
    response: { description: "Tags of listed items", schema: tagsCodec },
  },
  () => listCachedTags(services()),
);
