// The session cookie (RFC 6265bis): HttpOnly, SameSite=Lax, and behind https the `__Host-` prefix that pins it to this host.
import { headers as requestHeaders } from "next/headers";
import { cache } from "react";
import { findSession, type OpenedSession } from "../auth/session";
import type { Actor } from "../auth/types";
import { services } from "../services";

function cookieName(secure: boolean): string {
  return secure ? "__Host-pennypost" : "pennypost";
}

const servedOverHttps = async () => (await services()).env.PUBLIC_ORIGIN.startsWith("https:");

/** The first cookie of that name, as browsers order them. */
export function readCookie(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The token this request carries. */
export async function sessionToken(headers: Headers): Promise<string | undefined> {
  return readCookie(headers, cookieName(await servedOverHttps()));
}

/** The session behind this request's cookie, or null. */
export async function findActor(headers: Headers): Promise<Actor | null> {
  const { db, clock } = await services();
  return findSession({ db, clock }, await sessionToken(headers));
}

/** The same for server components; asked once a request. */
export const currentActor = cache(async (): Promise<Actor | null> => findActor(await requestHeaders()));

function serialize(name: string, value: string, expiresAt: Date, secure: boolean): string {
  const attributes = [`${name}=${value}`, "Path=/", `Expires=${expiresAt.toUTCString()}`, "HttpOnly", "SameSite=Lax"];
  return [...attributes, ...(secure ? ["Secure"] : [])].join("; ");
}

/** A `Set-Cookie` value that hands a session to the browser. */
export async function sessionCookie({ token, expiresAt }: Pick<OpenedSession, "token" | "expiresAt">): Promise<string> {
  const secure = await servedOverHttps();
  return serialize(cookieName(secure), token, expiresAt, secure);
}

/** A `Set-Cookie` value that takes it back. */
export async function clearedSessionCookie(): Promise<string> {
  const secure = await servedOverHttps();
  return serialize(cookieName(secure), "", new Date(0), secure);
}
