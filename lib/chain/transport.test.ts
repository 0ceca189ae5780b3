import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createPublicClient, HttpRequestError } from "viem";
import { afterEach, describe, expect, it } from "vitest";
import { nodeTransport } from "./transport";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function nodeThat(answer: RequestListener, retries = 0) {
  server = createServer(answer);
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return createPublicClient({ transport: nodeTransport(`http://key:s%20cret@127.0.0.1:${port}/v2`, retries) });
}

const json = (status: number, body: object): RequestListener => {
  return (_request, response) =>
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify({ jsonrpc: "2.0", id: 1, ...body }));
};

it("asks as JSON-RPC over HTTP, with the credentials that the node's address names", async () => {
  const seen: unknown[] = [];
  const client = await nodeThat(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { method, url, headers } = request;
    seen.push({ method, url, type: headers["content-type"], authorization: headers.authorization, body: JSON.parse(body) });
    json(200, { result: "0x2a" })(request, response);
  });
  expect(await client.getBlockNumber()).toBe(42n);
  expect(seen).toEqual([
    {
      method: "POST",
      url: "/v2",
      type: "application/json",
      authorization: `Basic ${btoa("key:s cret")}`,
      body: expect.objectContaining({ jsonrpc: "2.0", method: "eth_blockNumber" }),
    },
  ]);
});

it("keeps what the node says of an error: its code and its data", async () => {
  const client = await nodeThat(json(200, { error: { code: 3, message: "execution reverted", data: "0xdead" } }));
  await expect(client.getChainId()).rejects.toMatchObject({ name: "RpcRequestError", code: 3, data: "0xdead" });
});

it("tells a gateway's page from an answer", async () => {
  const client = await nodeThat((_request, response) => response.writeHead(502, { "Content-Type": "text/html" }).end("<p>Bad"));
  await expect(client.getChainId()).rejects.toMatchObject({ name: "HttpRequestError", status: 502 });
});

it("asks once more where it may, and never follows what is no answer elsewhere", async () => {
  let asked = 0;
  const client = await nodeThat((_request, response) => {
    asked++;
    response.writeHead(asked === 1 ? 503 : 307, { Location: "/elsewhere", "Retry-After": "3600" }).end();
  }, 1);
  await expect(client.getChainId()).rejects.toBeInstanceOf(HttpRequestError);
  expect(asked).toBe(2);
});

it("takes no answer without end", async () => {
  const client = await nodeThat((_request, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    const more = () => {
      while (!response.destroyed && response.write(" ".repeat(65_536)));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  });
  await expect(client.getChainId()).rejects.toBeInstanceOf(HttpRequestError);
});

it("gives up on a node that goes away in the middle", async () => {
  const client = await nodeThat((_request, response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "100" }).write('{"jsonrpc"');
    setImmediate(() => response.destroy());
  });
  await expect(client.getChainId()).rejects.toBeInstanceOf(HttpRequestError);
});

describe("a node that is asked too often", () => {
  const refusals: [string, RequestListener][] = [
    ["HTTP 429", (_request, response) => response.writeHead(429, { "Content-Type": "text/plain" }).end("error code: 1015")],
    ["429 with -32016", json(429, { error: { code: -32016, message: "over rate limit" } })],
    ["-32016", json(200, { error: { code: -32016, message: "over rate limit" } })],
    ["-32005", json(200, { error: { code: -32005, message: "limit exceeded" } })],
    ["-32007", json(200, { error: { code: -32007, message: "50/second request limit reached" } })],
    ["429 as a code", json(200, { error: { code: 429, message: "compute units per second" } })],
  ];

  it.each(refusals)("and says so by %s is asked again until it answers", async (_name, refuse) => {
    let asked = 0;
    const client = await nodeThat((request, response) =>
      (++asked === 1 ? refuse : json(200, { result: "0x1" }))(request, response),
    );
    expect([await client.getChainId(), asked]).toEqual([1, 2]);
  });

  it("for long is given up, after a handful of calls", async () => {
    let asked = 0;
    const client = await nodeThat((request, response) => {
      asked++;
      json(429, { error: { code: -32016, message: "over rate limit" } })(request, response);
    });
    await expect(client.getChainId()).rejects.toMatchObject({ details: "over rate limit" });
    expect(asked).toBe(6);
  });

  it("is not one that refuses what is asked", async () => {
    let asked = 0;
    const client = await nodeThat((request, response) => {
      asked++;
      json(200, { error: { code: -32005, message: "query returned more than 10000 results" } })(request, response);
    });
    await expect(client.getChainId()).rejects.toThrow("10000 results");
    expect(asked).toBe(1);
  });
});
