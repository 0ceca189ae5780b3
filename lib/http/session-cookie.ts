// The session cookie (RFC 6265bis): HttpOnly, SameSite=Lax, and behind https the `__Host-` prefix that pins it to this host.
import { headers as requestHeaders } from "next/headers";
import { cache } from "react";
import { findSession, type OpenedSession } from "../auth/session";
import type { Actor } from "../auth/types";
import { services } from "../services";

function cookieName(secure: boolean): string {
  return secure ? "__Host-pennypost" : "pennypost";
}

const servedOverHttps = () => services().origin.startsWith("https:");

/** The first cookie of that name, as browsers order them. */
export function readCookie(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The token this request carries. */
export function sessionToken(headers: Headers): string | undefined {
  return readCookie(headers, cookieName(servedOverHttps()));
}

/** The session behind this request's cookie, or null. */
export function findActor(headers: Headers): Promise<Actor | null> {
  return findSession(services(), sessionToken(headers));
}

/** The same for server components; asked once a request. */
export const currentActor = cache(async (): Promise<Actor | null> => findActor(await requestHeaders()));

function serialize(name: string, value: string, expiresAt: Date, secure: boolean): string {
  const attributes = [`${name}=${value}`, "Path=/", `Expires=${expiresAt.toUTCString()}`, "HttpOnly", "SameSite=Lax"];
  return [...attributes, ...(secure ? ["Secure"] : [])].join("; ");
}

/** A `Set-Cookie` value that hands a session to the browser. */
export function sessionCookie({ token, expiresAt }: Pick<OpenedSession, "token" | "expiresAt">): string {
  const secure = servedOverHttps();
  return serialize(cookieName(secure), token, expiresAt, secure);
}

/** A `Set-Cookie` value that takes it back. */
export function clearedSessionCookie(): string {
  const secure = servedOverHttps();
  return serialize(cookieName(secure), "", new Date(0), secure);
}
