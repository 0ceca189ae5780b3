import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CLIENT_HEADER, clientAddress, findClients } from "./client-address";

it.each([
  ["no proxy: what the client says of itself counts for nothing", "203.0.113.9", "1.1.1.1, 2.2.2.2", 0, "203.0.113.9"],
  ["one proxy: whom it saw, whatever stood there before", "10.0.0.1", "1.1.1.1, 203.0.113.9", 1, "203.0.113.9"],
  ["two proxies: whom the outer one saw", "10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"],
  ["two proxies, around the outer one", "10.0.0.1", "203.0.113.9", 2, "203.0.113.9"],
  ["one proxy that says nothing", "10.0.0.1", "", 1, "10.0.0.1"],
  ["one proxy that says what is no address", "10.0.0.1", "unknown", 1, "10.0.0.1"],
  ["a port of IPv4", "10.0.0.1", "203.0.113.9:4711", 1, "203.0.113.9"],
  ["a port of IPv6", "10.0.0.1", "[2001:db8:0:1::7]:4711", 1, "2001:db8:0:1::/64"],
])("%s", (_what, peer, forwarded, proxies, client) => {
  expect(clientAddress(peer, forwarded, proxies)).toBe(client);
});

it.each([
  ["2001:db8:0:1:aaaa:bbbb:cccc:dddd", "2001:db8:0:1::/64"],
  ["2001:0DB8:0000:0001::1", "2001:db8:0:1::/64"],
  ["2001:db8:0:2::1", "2001:db8:0:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["1::", "1:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
])("the address %s counts as %s", (address, counted) => {
  expect(clientAddress(address, "", 0)).toBe(counted);
});

let server: Server;
let proxies = 1;
let warnings = 0;
beforeAll(async () => {
  findClients(
    () => proxies,
    () => warnings++,
  );
  server = createServer(({ headers }, response) => response.end(String(headers[CLIENT_HEADER])));
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => server.close());

async function clientSeen(headers: Record<string, string>): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://127.0.0.1:${port}/`, { headers })).text();
}

it("nobody sends the header by which routes know their client", async () => {
  const headers = { [CLIENT_HEADER]: "6.6.6.6", "X-Forwarded-For": "6.6.6.6, 203.0.113.9" };
  expect(await clientSeen(headers)).toBe("203.0.113.9");
});

it("a proxy that the server was not told of is noticed once", async () => {
  const forwarded = { "X-Forwarded-For": "203.0.113.9" };
  await clientSeen(forwarded);
  proxies = 0;
  await clientSeen({});
  expect(warnings).toBe(0);
  for (let times = 0; times < 3; times++) expect(await clientSeen(forwarded)).toBe("127.0.0.1");
  expect(warnings).toBe(1);
});
