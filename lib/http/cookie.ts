// Cookies (RFC 6265bis) that only the server reads: HttpOnly and SameSite=Lax.

/** The first cookie of that name, as browsers order them. */
export function readCookie(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** A `Set-Cookie` value for the whole host; a time that has passed deletes the cookie. */
export function serializeCookie(name: string, value: string, expiresAt: Date, secure: boolean): string {
  const attributes = [`${name}=${value}`, "Path=/", `Expires=${expiresAt.toUTCString()}`, "HttpOnly", "SameSite=Lax"];
  return [...attributes, ...(secure ? ["Secure"] : [])].join("; ");
}
