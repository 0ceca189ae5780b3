import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerBusy } from "./answer-busy";
import { noteExchanges } from "./exchange";

/** As Next sends what it has made: the head by itself, then the body in pieces, or all at once. */
const ways: Record<string, (response: ServerResponse) => void> = {
  "/streamed": (response) => {
    response.statusCode = 500;
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.flushHeaders();
    response.write("<html");
    response.end();
  },
  "/whole": (response) => {
    response.statusCode = 500;
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Content-Length", 4);
    response.end("oops");
  },
  "/data": (response) => {
    response.statusCode = 500;
    response.setHeader("Content-Type", "text/x-component");
    response.end("oops");
  },
  "/in-part": (response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.flushHeaders();
    response.end("a page without one of its parts");
  },
};

let server: Server;
beforeAll(async () => {
  noteExchanges();
  server = createServer((request, response) => {
    answerBusy("<h1>Back in a moment</h1>");
    ways[request.url ?? ""]?.(response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => server.close());

it.each([
  ["/streamed", 503, "2", "<h1>Back in a moment</h1>"],
  ["/whole", 503, "2", "<h1>Back in a moment</h1>"],
  ["/data", 503, "2", "oops"],
  ["/in-part", 200, null, "a page without one of its parts"],
])("what fails for want of the database, sent %s", async (path, status, retryAfter, body) => {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  expect([answer.status, answer.headers.get("retry-after"), await answer.text()]).toEqual([status, retryAfter, body]);
});
