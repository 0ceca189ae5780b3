/** Whether If-None-Match names this entity tag, by the weak comparison (RFC 9110, 13.1.2): proxies add and take away `W/`. */
export function isKnownTag(ifNoneMatch: string | null | undefined, etag: string): boolean {
  const strong = (tag: string) => tag.trim().replace(/^W\//, "");
  const known = ifNoneMatch?.split(",").map(strong) ?? [];
  return known.includes("*") || known.includes(strong(etag));
}
