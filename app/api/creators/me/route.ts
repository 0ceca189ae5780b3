import { creatorCodec } from "@/lib/catalog/creators/codecs";
import { findCreator } from "@/lib/catalog/creators/find-creator";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { profileSchema } from "@/lib/catalog/creators/schemas";
import { Refusal } from "@/lib/kernel/errors";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "getOwnCreator",
    summary: "The creator that the signed-in wallet is",
    tag: "Creators",
    auth: "session",
    scope: "items",
    response: { description: "The creator", schema: creatorCodec },
    errors: ["not_found"],
  },
  async ({ actor }) => {
    const creator = await findCreator(services(), { wallet: actor.wallet });
    if (!creator) throw new Refusal("not_found", "This wallet has no creator profile yet. Choose a handle to make one.");
    return creator;
  },
);

export const PUT = defineRoute(
  {
    id: "saveOwnCreator",
    summary: "Become a creator, or change how you are called",
    tag: "Creators",
    auth: "session",
    scope: "items",
    body: profileSchema,
    limit: { requests: 60, seconds: 60 },
    changesPublic: true,
    response: { description: "The creator", schema: creatorCodec },
    errors: ["handle_taken"],
  },
  ({ actor, body }) => saveCreator(services(), actor.wallet, body),
);
