// Whom a request comes from. Anybody can write X-Forwarded-For; each proxy of ours appends whom it saw, so that only as many of its
// last entries are believed as there are proxies. What was found travels to the routes in a header of ours, which nobody can send.
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

export const CLIENT_HEADER = "pennypost-client";

/** The client of a request, as limits count it: an IPv4 address, or the network of an IPv6 one. */
export const clientOf = (headers: Headers): string => headers.get(CLIENT_HEADER) ?? "unknown";

/** An entry as proxies write it: some add the port. */
const withoutPort = (entry: string) => /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ?? entry.replace(/^([\d.]+):\d+$/, "$1");

/** "2001:db8:0:1" of any spelling of an address in 2001:db8:0:1::/64, which is what one subscriber has. */
function networkOf(address: string): string {
  const [left = "", right] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const [head, tail] = [left, right ?? ""].map((part) => part.split(":").filter(Boolean));
  const zeros = Array.from({ length: right === undefined ? 0 : 8 - (head?.length ?? 0) - (tail?.length ?? 0) }, () => "0");
  return [...(head ?? []), ...zeros, ...(tail ?? [])].slice(0, 4).join(":");
}

function countedAs(address: string): string {
  const [plain = ""] = address.split("%", 1);
  const inside = /^::ffff:([\d.]+)$/i.exec(plain)?.[1];
  return isIP(plain) === 6 && !inside ? `${networkOf(plain)}::/64` : (inside ?? plain);
}

/** `peer`: who opened the connection. `proxies`: how many of ours stand before this server. */
export function clientAddress(peer: string, forwardedFor: string, proxies: number): string {
  const entries = forwardedFor.split(",").map((entry) => withoutPort(entry.trim()));
  const seen = proxies > 0 ? (entries.at(-proxies) ?? entries[0] ?? "") : peer;
  return countedAs(isIP(seen) ? seen : peer);
}

/** Once in a process, before the first request. `warn` is called once, if a proxy seems to stand before a server that was told of none. */
export function findClients(proxies: () => number, warn: () => void): void {
  let isWarned = false;
  subscribe("http.server.request.start", (message) => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    const forwarded = headers["x-forwarded-for"];
    const trusted = proxies();
    headers[CLIENT_HEADER] = clientAddress(socket.remoteAddress ?? "", String(forwarded ?? ""), trusted);
    if (isWarned || trusted > 0 || !forwarded) return;
    isWarned = true;
    warn();
  });
}
