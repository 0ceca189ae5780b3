// The session of a request, by its cookie.
import { headers as requestHeaders } from "next/headers";
import { cache } from "react";
import { findViewer as findByToken, type OpenedSession, tokenHashOf } from "../auth/session";
import type { Viewer } from "../auth/types";
import { readCookie, serializeCookie } from "../http/cookie";
import { services } from "../services";
import { cookieName } from "./cookie-name";

const servedOverHttps = () => services().origin.startsWith("https:");

/** The token this request carries. */
export function sessionToken(headers: Headers): string | undefined {
  return readCookie(headers, cookieName(servedOverHttps()));
}

/** Who asks, by this request's cookie. */
export function findViewer(headers: Headers): Promise<Viewer> {
  return findByToken(services(), sessionToken(headers));
}

/** The same for server components; asked once a request. */
export const currentViewer = cache(async (): Promise<Viewer> => findViewer(await requestHeaders()));

/** For statements that find out themselves who asks; undefined for a request without a cookie of ours. */
export const currentTokenHash = cache(async (): Promise<string | undefined> => tokenHashOf(sessionToken(await requestHeaders())));

/** A `Set-Cookie` value that hands a session to the browser. */
export function sessionCookie({ token, expiresAt }: Pick<OpenedSession, "token" | "expiresAt">): string {
  const secure = servedOverHttps();
  return serializeCookie(cookieName(secure), token, expiresAt, secure);
}

/** The answer to who has signed out: the cookie is taken back. */
export function signedOutAnswer(): Response {
  const secure = servedOverHttps();
  const cleared = serializeCookie(cookieName(secure), "", new Date(0), secure);
  return new Response(null, { status: 204, headers: { "Cache-Control": "private, no-store", "Set-Cookie": cleared } });
}
