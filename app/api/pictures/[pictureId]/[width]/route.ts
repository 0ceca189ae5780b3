import { Readable } from "node:stream";
import { findPicture } from "@/lib/catalog/files/pictures";
import { Refusal } from "@/lib/kernel/errors";
import { pictureParams } from "@/lib/kernel/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "getPicture",
    summary: "A cover or an avatar",
    description:
      "Covers (16:9) come 480, 960 and 1600 pixels wide, avatars (square) 64, 128 and 256. A picture's id never has other bytes.",
    tag: "Items",
    auth: "none",
    params: pictureParams,
    response: { description: "The picture", mediaType: "image/webp" },
    errors: ["not_found"],
  },
  async ({ params: { pictureId, width } }) => {
    const { db, store } = services();
    const found = await findPicture({ db }, pictureId, width);
    if (!found) throw new Refusal("not_found", "There is no such picture, or not in this width.");
    const body = Readable.toWeb(await store.open(found.storageKey)) as ReadableStream<Uint8Array>;
    return new Response(body, {
      headers: {
        "Content-Type": "image/webp",
        "Content-Length": `${found.bytes}`,
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": "default-src 'none'; sandbox",
      },
    });
  },
);
