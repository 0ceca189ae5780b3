import { creatorCodec } from "@/lib/catalog/creators/codecs";
import { setAvatar } from "@/lib/catalog/files/pictures";
import { pictureQuerySchema } from "@/lib/catalog/files/schemas";
import { pictureBytesMax } from "@/lib/catalog/limits";
import { readBytes } from "@/lib/http/body";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const PUT = defineRoute(
  {
    id: "setAvatar",
    summary: "Give oneself an avatar",
    description:
      "The body is a JPEG, PNG, WebP or GIF of at most 15 MB and 40 megapixels. It is turned upright, cropped, resized and encoded anew; nothing of the original is kept.",
    tag: "Creators",
    auth: "session",
    scope: "items",
    query: pictureQuerySchema,
    rawBody: { mediaType: "image/*", description: "The picture's bytes." },
    limit: { requests: 60, seconds: 600 },
    changesPublic: true,
    response: { description: "The creator", schema: creatorCodec },
    errors: ["too_large", "unsupported_media_type"],
  },
  async ({ request, actor, query }) => {
    const bytes = await readBytes(request, pictureBytesMax);
    return setAvatar(services(), actor.wallet, { bytes, crop: query.crop ?? null });
  },
);

export const DELETE = defineRoute(
  {
    id: "removeAvatar",
    summary: "Go back to the initial",
    tag: "Creators",
    auth: "session",
    scope: "items",
    changesPublic: true,
    response: { description: "The creator", schema: creatorCodec },
  },
  ({ actor }) => setAvatar(services(), actor.wallet, null),
);
