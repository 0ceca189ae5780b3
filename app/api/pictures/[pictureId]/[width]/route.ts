import { Readable } from "node:stream";
import { findPicture } from "@/lib/catalog/files/pictures";
import { answerTagged } from "@/lib/http/etag";
import { Refusal } from "@/lib/kernel/errors";
import { pictureParams } from "@/lib/kernel/params";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

/** What may be taken down any day is nowhere kept for long; asked again, it is a 304 without a byte. */
const shortly = "public, max-age=600";

export const GET = defineRoute(
  {
    id: "getPicture",
    summary: "A cover or an avatar",
    description:
      "Covers (16:9) come 480, 960 and 1600 pixels wide, avatars (square) 64, 128 and 256. A picture's id never has other bytes; once it is replaced or taken down, there are none.",
    tag: "Items",
    auth: "none",
    params: pictureParams,
    response: { description: "The picture", mediaType: "image/webp" },
    errors: ["not_found"],
  },
  async ({ request, params: { pictureId, width } }) => {
    const { db, store } = services();
    const found = await findPicture({ db }, pictureId, width);
    if (!found) throw new Refusal("not_found", "There is no such picture, or not in this width.");
    const headers = {
      "Content-Type": "image/webp",
      "Content-Length": `${found.bytes}`,
      "Cache-Control": shortly,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cross-Origin-Resource-Policy": "cross-origin",
    };
    const known = answerTagged(request, `"${pictureId}-${width}"`, new Response(null, { headers }));
    if (known.status === 304) return known;
    const body = Readable.toWeb(await store.open(found.storageKey)) as ReadableStream<Uint8Array>;
    return new Response(body, { headers: known.headers });
  },
);
