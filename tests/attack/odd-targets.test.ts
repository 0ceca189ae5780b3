// Request lines that no browser sends: each has an answer of its own kind, and none is an error of ours.
import { connect } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Market, startMarket } from "../support/market";

let market: Market;
beforeAll(async () => {
  market = await startMarket();
});
afterAll(() => market?.stop());

/** The status of what is answered to this request line, as it stands on the wire. */
function statusOf(line: string): Promise<number> {
  const { hostname, port, host } = new URL(market.origin);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    socket.setEncoding("latin1").on("data", (part: string) => {
      answer += part;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(Number(answer.split(" ")[1])));
  });
}

it.each([
  "GET /%E0%A4%A",
  "GET /%",
  "GET /@ada/%ff%fe",
  "GET /@%C0%AE/x",
  "GET /api/items/%E0%A4%A/content",
  "GET /_next/image?url=%E0%A4%A",
  "GET /library/%00",
  "GET //evil.example/%2e%2e",
  "GET /\\evil.example",
  "GET http://evil.example/api/health",
  "OPTIONS *",
  "TRACE /",
  "TRACE /api/health",
  "PROPFIND /",
  "DELETE /",
  "POST /",
  "PUT /@ada",
])(
  "%s is refused, or is a page like others; it is no error of ours",
  async (line) => {
    const status = await statusOf(line);
    expect([line, status]).toEqual([line, expect.toSatisfy((code: number) => code >= 200 && code < 500)]);
  },
  60_000,
);

it.each(["x", "%ff", "%5B", "{}", "[1]"])("a router's state that is none is no error of ours: %s", async (state) => {
  const headers = { RSC: "1", "Next-Router-State-Tree": state };
  const answer = await fetch(`${market.origin}/`, { headers, redirect: "manual" });
  await answer.body?.cancel();
  expect(answer.status).toBeLessThan(500);
});
