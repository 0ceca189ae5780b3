import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { CLIENT_HEADER } from "./client-address";
import { refuseCrowds } from "./crowd";

const [placesMax, shareMax] = [6, 4];
let server: Server;
let url: string;
let waiting: ServerResponse[];

beforeAll(() =>
  refuseCrowds({
    isDear: (method, target) => method === "GET" && target === "/dear",
    placesMax,
    shareMax,
    refuse: () => new Response("crowded", { status: 503, headers: { "Retry-After": "3" } }),
  }),
);
beforeEach(async () => {
  waiting = [];
  server = createServer((request, response) => {
    if (request.url === "/dear") waiting.push(response);
    else response.end("cheap");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (client: string, path = "/dear", signal?: AbortSignal) =>
  fetch(url + path, { headers: { [CLIENT_HEADER]: client }, ...(signal && { signal }) });
const statusesOf = async (answers: Promise<Response>[]) => (await Promise.all(answers)).map(({ status }) => status);

it("beyond the places there are, and beyond one client's share, a request is refused and seen by nobody else", async () => {
  const greedy = Array.from({ length: 4 }, () => ask("greedy"));
  await expect.poll(() => waiting.length).toBe(4);
  const refused = await ask("greedy");
  expect([refused.status, refused.headers.get("retry-after"), await refused.text()]).toEqual([503, "3", "crowded"]);
  const others = ["a", "b"].map((client) => ask(client));
  await expect.poll(() => waiting.length).toBe(6);
  expect(await statusesOf(["c", "d", "e"].map((client) => ask(client)))).toEqual([503, 503, 503]);
  expect(await (await ask("greedy", "/else")).text()).toBe("cheap");
  expect(waiting).toHaveLength(6);
  for (const response of waiting) response.end("made");
  expect(await statusesOf([...greedy, ...others])).toEqual(Array(6).fill(200));
});

it("a place is free again once the answer begins, and once nobody waits for it", async () => {
  const gone = new AbortController();
  const left = Array.from({ length: 4 }, () => ask("one", "/dear", gone.signal));
  await expect.poll(() => waiting.length).toBe(4);
  gone.abort();
  expect((await Promise.allSettled(left)).every(({ status }) => status === "rejected")).toBe(true);
  await expect.poll(() => waiting.every(({ destroyed }) => destroyed)).toBe(true);
  const slow = Array.from({ length: 4 }, () => ask("one"));
  await expect.poll(() => waiting.length).toBe(8);
  for (const response of waiting.slice(4)) response.writeHead(200).flushHeaders();
  expect(await statusesOf(slow)).toEqual([200, 200, 200, 200]);
  void ask("one").catch(() => undefined);
  await expect.poll(() => waiting.length).toBe(9);
});
