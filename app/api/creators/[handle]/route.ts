import { creatorCodec } from "@/lib/catalog/creators/codecs";
import { findCreator } from "@/lib/catalog/creators/find-creator";
import { handleParams } from "@/lib/catalog/creators/schemas";
import { Refusal } from "@/lib/kernel/errors";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "getCreator",
    summary: "A creator",
    tag: "Creators",
    auth: "none",
    params: handleParams,
    response: { description: "The creator", schema: creatorCodec },
    errors: ["not_found"],
  },
  async ({ params }) => {
    const creator = await findCreator(services(), params);
    if (!creator) throw new Refusal("not_found", "There is no such creator.");
    return creator;
  },
);
