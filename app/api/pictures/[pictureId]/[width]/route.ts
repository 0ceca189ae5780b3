import { Readable } from "node:stream";
import { tokenHashOf } from "@/lib/auth/session";
import { findPicture } from "@/lib/catalog/files/pictures";
import { answerTagged } from "@/lib/http/etag";
import { Refusal } from "@/lib/kernel/errors";
import { pictureParams } from "@/lib/kernel/params";
import { findKeptPicture } from "@/lib/payments/library/open-content";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { sessionToken } from "@/lib/session/session-cookie";

/** What may be taken down any day is nowhere kept for long; asked again, it is a 304 without a byte. */
const shortly = "public, max-age=600";

/** The cover of what was taken down, for its buyers; the avatar of who is suspended, for themselves. */
const theirs = "private, no-cache";

async function findShown(request: Request, pictureId: string, width: number) {
  const deps = services();
  const shown = await findPicture(deps, pictureId, width);
  if (shown) return { ...shown, cacheControl: shortly };
  const tokenHash = tokenHashOf(sessionToken(request.headers));
  const kept = tokenHash && (await findKeptPicture(deps, tokenHash, pictureId, width));
  return kept ? { ...kept, cacheControl: theirs } : undefined;
}

export const GET = defineRoute(
  {
    id: "getPicture",
    summary: "A cover or an avatar",
    description:
      "Covers (16:9) come 480, 960 and 1600 pixels wide, avatars (square) 64, 128 and 256. A picture's id never has other bytes; once it is replaced, there are none. The cover of a piece that was taken down is shown to its buyers only.",
    tag: "Items",
    auth: "none",
    params: pictureParams,
    response: { description: "The picture", mediaType: "image/webp" },
    errors: ["not_found"],
  },
  async ({ request, params: { pictureId, width } }) => {
    const found = await findShown(request, pictureId, width);
    if (!found) throw new Refusal("not_found", "There is no such picture, or not in this width.");
    const headers = {
      "Content-Type": "image/webp",
      "Content-Length": `${found.bytes}`,
      "Cache-Control": found.cacheControl,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cross-Origin-Resource-Policy": "cross-origin",
    };
    const known = answerTagged(request, `"${pictureId}-${width}"`, new Response(null, { headers }));
    if (known.status === 304) return known;
    const body = Readable.toWeb(await services().store.open(found.storageKey)) as ReadableStream<Uint8Array>;
    return new Response(body, { headers: known.headers });
  },
);
