// Cross-site request forgery: a browser says where a request comes from (Fetch Metadata, Origin); scripts say nothing and hold no cookies.
import { Refusal } from "../kernel/errors";

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}

/** Refuses a mutating request that another site's page made a browser send. */
export function sameOrigin(headers: Headers): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  const foreignSite = site !== null && site !== "same-origin" && site !== "none";
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  const foreignOrigin = origin !== null && hostOf(origin) !== host;
  if (foreignSite || foreignOrigin)
    throw new Refusal("not_allowed", "This request came from another site. Send it from Pennypost itself.");
}
