import { takePictureTurn } from "@/lib/catalog/files/picture-turns";
import { setAvatar } from "@/lib/catalog/files/pictures";
import { fileRoutes } from "@/lib/catalog/files/routes";
import { pictureBytesMax } from "@/lib/catalog/limits";
import { readBytes } from "@/lib/http/body";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const PUT = defineRoute(fileRoutes["PUT /api/creators/me/avatar"], ({ request, actor, query }) =>
  takePictureTurn(actor.wallet, request.signal, async () => {
    const bytes = await readBytes(request, pictureBytesMax);
    return setAvatar(services(), actor.wallet, { bytes, crop: query.crop ?? null });
  }),
);

export const DELETE = defineRoute(fileRoutes["DELETE /api/creators/me/avatar"], ({ actor }) =>
  setAvatar(services(), actor.wallet, null),
);
