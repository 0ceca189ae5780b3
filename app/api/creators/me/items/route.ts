import { ownItemCodec } from "@/lib/catalog/items/codecs";
import { listOwnItems } from "@/lib/catalog/items/list-own-items";
import { pageCodec } from "@/lib/kernel/codecs";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "listOwnItems",
    summary: "The signed-in creator's items, drafts included, the last changed first",
    description: "What they earned is at /api/earnings, which has a scope of its own.",
    tag: "Creators",
    auth: "session",
    scope: "items",
    response: { description: "All items but those taken down", schema: pageCodec(ownItemCodec) },
  },
  async ({ actor }) => {
    const items = await listOwnItems(services(), actor.wallet);
    return { rows: items.map(({ sales: _sales, earned: _earned, ...row }) => row), next: null };
  },
);
