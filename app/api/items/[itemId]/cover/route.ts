import { takePictureTurn } from "@/lib/catalog/files/picture-turns";
import { setCover } from "@/lib/catalog/files/pictures";
import { fileRoutes } from "@/lib/catalog/files/routes";
import { pictureBytesMax } from "@/lib/catalog/limits";
import { readBytes } from "@/lib/http/body";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const PUT = defineRoute(fileRoutes["PUT /api/items/{itemId}/cover"], ({ request, actor, params, query }) =>
  takePictureTurn(actor.wallet, request.signal, async () => {
    const bytes = await readBytes(request, pictureBytesMax);
    return setCover(services(), actor.wallet, params.itemId, { bytes, crop: query.crop ?? null });
  }),
);

export const DELETE = defineRoute(fileRoutes["DELETE /api/items/{itemId}/cover"], ({ actor, params }) =>
  setCover(services(), actor.wallet, params.itemId, null),
);
