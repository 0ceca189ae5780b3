import { setCover } from "@/lib/catalog/files/pictures";
import { pictureQuerySchema } from "@/lib/catalog/files/schemas";
import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { pictureBytesMax } from "@/lib/catalog/limits";
import { readBytes } from "@/lib/http/body";
import { itemParams } from "@/lib/http/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const PUT = defineRoute(
  {
    id: "setCover",
    summary: "Give an item a cover",
    description:
      "The body is a JPEG, PNG, WebP or GIF of at most 15 MB and 40 megapixels. It is turned upright, cropped, resized and encoded anew; nothing of the original is kept.",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    query: pictureQuerySchema,
    rawBody: { mediaType: "image/*", description: "The picture's bytes." },
    limit: { requests: 60, seconds: 600 },
    changesPublic: true,
    response: { description: "The draft, with its cover", schema: itemDraftCodec },
    errors: ["not_found", "removed", "too_large", "unsupported_media_type"],
  },
  async ({ request, actor, params, query }) => {
    const bytes = await readBytes(request, pictureBytesMax);
    return setCover(services(), actor.wallet, params.itemId, { bytes, crop: query.crop ?? null });
  },
);

export const DELETE = defineRoute(
  {
    id: "removeCover",
    summary: "Go back to the typographic cover",
    tag: "Items",
    auth: "session",
    scope: "items",
    params: itemParams,
    changesPublic: true,
    response: { description: "The draft, with its cover", schema: itemDraftCodec },
    errors: ["not_found", "removed"],
  },
  ({ actor, params }) => setCover(services(), actor.wallet, params.itemId, null),
);
