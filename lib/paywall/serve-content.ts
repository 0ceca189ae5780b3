// The content of an item over HTTP: behind its API address, and behind its page's address for clients that are no browser.

import { readCookie } from "../http/cookie";
import { toJson } from "../http/create-routes";
import { chooseLocale } from "../i18n/choose-locale";
import { localeCookie } from "../i18n/locales";
import { renderMarkdown } from "../markdown/render";
import { listFiles, type VersionAsked } from "../payments/library/open-content";
import { services } from "../services";
import type { Respond } from "./answers";
import { servePaid } from "./serve-paid";

/** For a fragment that somebody opens as if it were a page. */
const FRAGMENT_POLICY = "default-src 'none'; img-src https:; sandbox";

/** In the reader's language as their pages are. */
const languageOf = ({ headers }: Request) => chooseLocale(readCookie(headers, localeCookie), headers.get("accept-language"));

/** An article's paid part: Markdown as its sha256 commits to it, or an HTML fragment for those who ask for one. */
const respondWithArticle: Respond = async ({ content, sha256 }, headers, request) => {
  if (/\btext\/html\b/.test(request.headers.get("accept") ?? "")) {
    const html = await renderMarkdown(content, "t-", languageOf(request));
    const type = {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": FRAGMENT_POLICY,
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
  const noteHtml = await renderMarkdown(content, "t-", languageOf(request));
  return new Response(toJson({ version, boughtVersion, files, note: content, noteHtml }), {
    headers: { "Content-Type": "application/json", ...headers },
  });
};

export function serveContent(request: Request, itemId: string, version: VersionAsked): Promise<Response> {
  return servePaid(request, { itemId, version }, (opened, ...answer) =>
    opened.kind === "article" ? respondWithArticle(opened, ...answer) : respondWithFiles(opened, ...answer),
  );
}
