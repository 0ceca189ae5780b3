// Cross-site request forgery: a browser says where a request comes from (Fetch Metadata, Origin); scripts say nothing and hold no cookies.
import { Refusal } from "../kernel/errors";

const refusal = () => new Refusal("not_allowed", "This request came from another site. Send it from Pennypost itself.");

/**
 * Refuses a mutating request that another site's page made a browser send. `publicOrigin` is where people see this site: a proxy may
 * pass on any Host, and no browser says its own in the Origin of a foreign page.
 */
export function sameOrigin(headers: Headers, publicOrigin: string): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  const isForeign = site === null ? origin !== null && origin !== publicOrigin : site !== "same-origin" && site !== "none";
  if (isForeign) throw refusal();
}

/**
 * Refuses a request of any page but ours, also of one whose name was turned to this server (DNS rebinding), which its browser takes for the
 * same site. For what no page of ours asks through a proxy that writes Origin anew.
 */
export function ownOriginOnly(headers: Headers, publicOrigin: string): void {
  const origin = headers.get("origin");
  if (origin !== null && origin !== publicOrigin) throw refusal();
}
