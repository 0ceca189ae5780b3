import { addItemPicture, listItemPictures } from "@/lib/catalog/files/item-pictures";
import { takePictureTurn } from "@/lib/catalog/files/picture-turns";
import { fileRoutes } from "@/lib/catalog/files/routes";
import { pictureBytesMax } from "@/lib/catalog/limits";
import { readBytes } from "@/lib/http/body";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const POST = defineRoute(fileRoutes["POST /api/items/{itemId}/pictures"], ({ request, actor, params }) =>
  takePictureTurn(actor.wallet, request.signal, async () =>
    addItemPicture(services(), actor.wallet, params.itemId, await readBytes(request, pictureBytesMax)),
  ),
);

export const GET = defineRoute(fileRoutes["GET /api/items/{itemId}/pictures"], ({ actor, params }) =>
  listItemPictures(services(), actor.wallet, params.itemId),
);
