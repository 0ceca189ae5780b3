import { fileParams } from "@/lib/http/params";
import { showPreviewSchema } from "@/lib/previews/codecs";
import { showPreview } from "@/lib/previews/show-preview";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const PATCH = defineRoute(
  {
    id: "showPreview",
    summary: "Turn the preview of a file on or off",
    description: "Holds at once, for the published item as well.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: fileParams,
    body: showPreviewSchema,
    changesPublic: true,
    response: { status: 204, description: "Done" },
    errors: ["not_found", "removed"],
  },
  async ({ actor, params: { itemId, fileId }, body }) => {
    await showPreview(services(), actor.wallet, itemId, fileId, body.isShown);
    return undefined;
  },
);
