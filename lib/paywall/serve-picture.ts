// Pictures of texts over HTTP: to everybody what the free part of a published piece shows, anything else to whoever may read a text that
// shows it. To others it is not there: nothing tells a picture that is paid for from one that is none.
import { Readable } from "node:stream";
import { tokenHashOf } from "../auth/session";
import { answerTagged } from "../http/etag";
import { setLength } from "../http/node/known-length";
import { Refusal } from "../kernel/errors";
import { picturePath, picturesNamed } from "../markdown/pictures";
import { findPictureFor, type OpenedContent, type PictureReader } from "../payments/library/open-content";
import { issuePictureAccess, versionOfAccess } from "../payments/library/picture-access";
import { services } from "../services";
import { findActor } from "../session/find-actor";
import { sessionToken } from "../session/session-cookie";

interface Asked {
  itemId: string;
  sha256: string;
  width?: number | undefined;
  access?: string | undefined;
}

/** What may be taken down any day is nowhere kept for long; asked again, it is a 304 without a byte. */
const FOR_ALL = "public, max-age=600";
/** Kept by that browser alone, which asks each time whether it still may. */
const FOR_ONE = "private, no-cache, no-transform";

/** The access first, which looks up nothing. Throws for a key that opens nothing. */
async function* readersOf({ headers }: Request, { itemId, access }: Asked): AsyncGenerator<PictureReader> {
  const { pictureKey, clock } = services();
  const versionId = access && versionOfAccess(pictureKey, itemId, access, clock.now());
  if (versionId) yield { versionId };
  const tokenHash = tokenHashOf(sessionToken(headers));
  if (tokenHash) yield { tokenHash };
  const byKey = headers.has("authorization") && (await findActor({ auth: "session", scope: "items" }, headers)).wallet;
  if (byKey) yield { creator: byKey };
}

export async function servePicture(request: Request, asked: Asked): Promise<Response> {
  const { db, store } = services();
  const found = await findPictureFor({ db }, readersOf(request, asked), asked);
  if (!found) throw new Refusal("not_found", "There is no such picture, or it is not yours to see.");
  const { isPublic, reader, bytes, storageKey, width } = found;
  // Whoever has the access may be anywhere; a cookie's pictures are for our own pages.
  const isForAll = isPublic || (reader !== undefined && "versionId" in reader);
  const headers = new Headers({
    "Content-Type": "image/webp",
    "Cache-Control": isPublic ? FOR_ALL : FOR_ONE,
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": isForAll ? "cross-origin" : "same-origin",
    ...(isForAll ? { "Access-Control-Allow-Origin": "*" } : {}),
  });
  setLength(headers, bytes);
  const answer = answerTagged(request, `"${asked.sha256}-${width}"`, new Response(null, { headers }));
  if (answer.status === 304 || request.method === "HEAD") return answer;
  const body = Readable.toWeb(await store.open(storageKey)) as ReadableStream<Uint8Array>;
  return new Response(body, { headers: answer.headers });
}

/** What opens the pictures of a delivered text, and where they are (RFC 6570). Empty for a text without any. */
export function picturesOf({ itemId, versionId, content }: OpenedContent): {
  access: string | undefined;
  headers: Record<string, string>;
} {
  if (picturesNamed(content).length === 0) return { access: undefined, headers: {} };
  const { pictureKey, clock, origin } = services();
  const access = issuePictureAccess(pictureKey, itemId, versionId, clock.now());
  const template = `${origin}${picturePath(itemId, "{sha256}")}?access=${access}`;
  return { access, headers: { "Pennypost-Pictures": template } };
}
