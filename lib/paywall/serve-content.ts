// The content of an item over HTTP: behind its API address, and behind its page's address for clients that are no browser.

import { picturesAt, renderItemText } from "../catalog/files/render-text";
import { readCookie } from "../http/cookie";
import { toJson } from "../http/create-routes";
import { chooseLocale } from "../i18n/choose-locale";
import { localeCookie } from "../i18n/locales";
import { listFiles, type OpenedContent, type VersionAsked } from "../payments/library/open-content";
import { services } from "../services";
import type { Respond } from "./answers";
import { servePaid } from "./serve-paid";
import { picturesOf } from "./serve-picture";

/** For a fragment that somebody opens as if it were a page. */
const fragmentPolicy = () => `default-src 'none'; img-src https: ${services().origin}; sandbox`;

/** In the reader's language as their pages are. */
const languageOf = ({ headers }: Request) => chooseLocale(readCookie(headers, localeCookie), headers.get("accept-language"));

/** The text as a fragment whose pictures open wherever it is read, without a session. */
async function fragmentOf({ itemId, content }: OpenedContent, access: string | undefined, request: Request): Promise<string> {
  const { db, origin } = services();
  const text = { itemId, markdown: content, idPrefix: "t-", language: languageOf(request) };
  return (await renderItemText({ db }, text, picturesAt(itemId, { origin, ...(access ? { access } : {}) }))).html;
}

/** An article's paid part: Markdown as its sha256 commits to it, or an HTML fragment for those who ask for one. */
const respondWithArticle: Respond = async (opened, common, request) => {
  const { content, sha256 } = opened;
  const { access, headers: pictures } = picturesOf(opened);
  const headers = { ...common, ...pictures };
  if (/\btext\/html\b/.test(request.headers.get("accept") ?? "")) {
    const html = await fragmentOf(opened, access, request);
    const type = {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": fragmentPolicy(),
      Vary: "Accept, Accept-Language, Cookie",
    };
    return new Response(html, { headers: { ...type, ...headers, "Cache-Control": "private, no-store" } });
  }
  const digest = `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`;
  const type = { "Content-Type": "text/markdown; charset=utf-8", "Content-Digest": digest, Vary: "Accept" };
  return new Response(content, { headers: { ...type, ...headers } });
};

const respondWithFiles: Respond = async (opened, headers, request) => {
  const { itemId, versionId, version, boughtVersion, isNewest, content } = opened;
  const { db, origin } = services();
  const files = (await listFiles({ db }, versionId)).map(({ id, name, mediaType, bytes, sha256 }) => ({
    id,
    name,
    mediaType,
    bytes,
    sha256,
    url: `${origin}/api/items/${itemId}/files/${id}${isNewest ? "" : `?version=${version}`}`,
  }));
  const { access, headers: pictures } = picturesOf(opened);
  const noteHtml = await fragmentOf(opened, access, request);
  return new Response(toJson({ version, boughtVersion, files, note: content, noteHtml }), {
    headers: { "Content-Type": "application/json", ...headers, ...pictures },
  });
};

export function serveContent(request: Request, itemId: string, version: VersionAsked): Promise<Response> {
  return servePaid(request, { itemId, version }, (opened, ...answer) =>
    opened.kind === "article" ? respondWithArticle(opened, ...answer) : respondWithFiles(opened, ...answer),
  );
}
