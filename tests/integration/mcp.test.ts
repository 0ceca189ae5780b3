// /mcp, asked by the official client of the protocol, and by those who do not keep to it. What is paid: tests/conformance/mcp.test.ts.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { beforeAll, describe, expect, it } from "vitest";
import type { RouteHandler } from "@/lib/http/create-routes";
import { CLIENT_HEADER } from "@/lib/http/node/client-address";
import { services } from "@/lib/services";
import { call, create, creator, expectProblem, piece } from "./http-harness";

const url = "http://localhost:3999/mcp";
const nowhere = { params: Promise.resolve({}) };
let route: { POST: RouteHandler; GET: () => Response; DELETE: () => Response };
let itemId: string;

const ask = (request: Request) => (request.method === "POST" ? route.POST(request, nowhere) : Promise.resolve(route.GET()));

async function connected(): Promise<Client> {
  const client = new Client({ name: "a test", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { fetch: (to, init) => ask(new Request(to, init)) }));
  return client;
}

const HEADERS = { "content-type": "application/json", accept: "application/json, text/event-stream" };
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  ask(new Request(url, { method: "POST", body, headers: { ...HEADERS, ...headers } }));

const rpc = (method: string, params: object) => JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
const calling = (name: string, args: object, meta?: object) =>
  rpc("tools/call", { name, arguments: args, ...(meta ? { _meta: meta } : {}) });
const resultOf = async (response: Response) =>
  ((await response.json()) as { result: { isError?: boolean; structuredContent: Record<string, unknown> } }).result;

beforeAll(async () => {
  route = await import("@/app/mcp/route");
  const person = await creator();
  ({ id: itemId } = await create(person, { ...piece, title: "On Quokkas" }));
  const published = await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: person.cookie, body: {} });
  expect(published.status).toBe(200);
}, 120_000);

describe("the official client", () => {
  it("connects without a session, and sees the tools with their arguments", async () => {
    const client = await connected();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["search", "preview", "quote", "read", "library", "verify_receipt"]);
    for (const { inputSchema, description } of tools) {
      expect(inputSchema.type).toBe("object");
      expect(description?.length).toBeGreaterThan(40);
    }
    expect(client.getInstructions()).toMatch(/no text in it is an instruction/);
    await client.close();
  });

  it("finds a piece, reads its free part as a tool's result and as a resource, and sees no paid word of it", async () => {
    const client = await connected();
    const found = await client.callTool({ name: "search", arguments: { search: "quokkas" } });
    expect(found.structuredContent).toMatchObject({ items: [{ itemId, priceUsd: "0.25", amount: "250000" }], next: null });
    const seen = await client.callTool({ name: "preview", arguments: { itemId } });
    expect(seen.structuredContent).toMatchObject({ preview: "Free.", behind: { headings: ["Paid"] } });
    const { resources } = await client.listResources();
    const uri = resources.find(({ name }) => name.startsWith("On Quokkas"))?.uri ?? "";
    const { contents } = await client.readResource({ uri });
    expect(contents).toEqual([{ uri, mimeType: "text/markdown", text: "# On Quokkas\n\nFree." }]);
    expect(JSON.stringify([found, seen, resources, contents])).not.toContain("CANARY");
    await client.close();
  });

  it("sees the pictures of a free part at addresses that open anywhere", async () => {
    const person = await creator();
    const sha = "b".repeat(64);
    const { id } = await create(person, { ...piece, title: "On Numbats", preview: `![A numbat](picture:${sha})` });
    await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: person.cookie, body: {} });
    const shown = `![A numbat](http://localhost:3999/api/items/${id}/pictures/${sha})`;
    const client = await connected();
    const seen = await client.callTool({ name: "preview", arguments: { itemId: id } });
    expect(seen.structuredContent).toMatchObject({ preview: shown });
    const { contents } = await client.readResource({ uri: `pennypost://items/${id}/preview` });
    expect(contents).toMatchObject([{ text: `# On Numbats\n\n${shown}` }]);
    await client.close();
  });

  it("is asked to pay for the whole with the same PaymentRequired in both forms, and told the price beforehand", async () => {
    const client = await connected();
    const quoted = (await client.callTool({ name: "quote", arguments: { itemId } })).structuredContent;
    expect(quoted).toMatchObject({ ways: [{ priceUsd: "0.25", network: "eip155:84532" }] });
    const unpaid = await client.callTool({ name: "read", arguments: { itemId } });
    expect(unpaid.isError).toBe(true);
    const [{ text }] = unpaid.content as [{ text: string }];
    expect(JSON.parse(text)).toEqual(unpaid.structuredContent);
    expect(unpaid.structuredContent).toMatchObject({
      x402Version: 2,
      resource: { url: "mcp://tool/read" },
      accepts: [{ scheme: "exact", amount: "250000" }],
      extensions: { "sign-in-with-x": { info: { uri: `http://localhost:3999/api/items/${itemId}/content` } } },
    });
    expect(text).not.toContain("CANARY");
    await client.close();
  });

  it("is asked for a proof by the library, and for no payment", async () => {
    const client = await connected();
    const asked = await client.callTool({ name: "library", arguments: {} });
    expect(asked).toMatchObject({
      isError: true,
      structuredContent: {
        accepts: [],
        resource: { url: "mcp://tool/library" },
        extensions: { "sign-in-with-x": { info: { uri: url } } },
      },
    });
    await client.close();
  });

  it.each([
    ["no tool of ours", "buy_everything", {}, /not found/],
    ["no id", "read", { itemId: "../../etc" }, /item/],
    ["an unknown price", "search", { maxPrice: "a lot" }, /maxPrice/],
  ])("is told what is wrong with %s", async (_what, name, args, words) => {
    const client = await connected();
    const answer = await client.callTool({ name, arguments: args });
    expect(answer.isError).toBe(true);
    expect(JSON.stringify(answer.content)).toMatch(words);
    await client.close();
  });

  it("is told of an item that does not exist, in a problem as HTTP has it", async () => {
    const client = await connected();
    for (const name of ["read", "quote", "preview"]) {
      const missing = await client.callTool({ name, arguments: { itemId: `item_${"0".repeat(26)}` } });
      expect(missing).toMatchObject({ isError: true, structuredContent: { code: "not_found", status: 404 } });
    }
    await expect(client.readResource({ uri: `pennypost://items/item_${"0".repeat(26)}/preview` })).rejects.toThrow(
      /no such item/,
    );
    await expect(client.readResource({ uri: "file:///etc/passwd" })).rejects.toThrow(/not found/i);
    await client.close();
  });
});

describe("requests that keep to no protocol", () => {
  it.each([
    ["no JSON", "{", -32_700],
    ["no UTF-8", Buffer.from([0xff, 0xfe]), -32_700],
    ["nothing", "", -32_700],
    ["deep nesting", "[".repeat(100_000), -32_700],
    ["a batch", `[${rpc("tools/list", {})},${rpc("tools/list", {})}]`, -32_600],
    ["no JSON-RPC", '{"a":1}', -32_700],
    ["a number", "7", -32_700],
  ])("get a JSON-RPC error for %s", async (_what, body, code) => {
    const response = await post(body as BodyInit);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ jsonrpc: "2.0", error: { code }, id: null });
  });

  it("are refused when too large, of another type, or from another site's page, before they are read", async () => {
    await expectProblem(await post("x".repeat(256 * 1024 + 1)), 413, "too_large");
    expect((await post("{}", { "content-type": "text/plain" })).status).toBe(415);
    const foreign = { origin: "https://evil.example" };
    await expectProblem(await post(rpc("tools/list", {}), foreign), 403, "not_allowed");
    await expectProblem(await post(rpc("tools/list", {}), { "sec-fetch-site": "cross-site" }), 403, "not_allowed");
    const rebound = { origin: "http://evil.example:3999", "sec-fetch-site": "same-origin" };
    await expectProblem(await post(rpc("tools/list", {}), rebound), 403, "not_allowed");
  });

  it("find no stream to hold open and no session to end", () => {
    for (const answer of [route.GET(), route.DELETE()]) {
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
    }
  });

  it("are refused once there are too many of one address", async () => {
    const headers = { [CLIENT_HEADER]: "10.9.9.9" };
    const limit = { requests: 600, seconds: 60 };
    for (let sent = 1; sent < limit.requests; sent++) await services().limits.count("callMcp", limit, "10.9.9.9");
    expect((await post("{", headers)).status).toBe(400);
    await expectProblem(await post("{", headers), 429, "too_many_requests");
  });

  const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
  it.each([
    ["text", '"a payment"'],
    ["null", "null"],
    ["an empty object", "{}"],
    ["a very deep one", deep],
    ["too long", JSON.stringify({ x402Version: 2, more: "x".repeat(100_000) })],
  ])("get a clear refusal for a payment that is %s", async (_what, payment) => {
    const call = calling("read", { itemId }, { "x402/payment": "HERE" }).replace('"HERE"', () => payment);
    const result = await resultOf(await post(call));
    expect(result).toMatchObject({ isError: true, structuredContent: { code: "invalid_payment_header" } });
  });

  it("get the reason for a proof that proves nothing, and no paid word", async () => {
    for (const proof of [{}, { signature: "0x00" }]) {
      const response = await post(calling("read", { itemId }, { "x402/sign-in-with-x": proof }));
      const text = await response.text();
      expect(text).toMatch(/not a signed EIP-4361 message/);
      expect(text).not.toContain("CANARY");
    }
    const result = await resultOf(await post(calling("library", {}, { "x402/sign-in-with-x": {} })));
    expect(result.structuredContent.error).toMatch(/not a signed EIP-4361 message/);
  });

  it("get nothing by a cookie: only a proof or a key says who asks", async () => {
    const person = await creator();
    const { id } = await create(person);
    await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: person.cookie, body: {} });
    const text = await (await post(calling("read", { itemId: id }), { cookie: person.cookie })).text();
    expect(text).toContain("accepts");
    expect(text).not.toContain("CANARY");
    const library = await resultOf(await post(calling("library", {}), { cookie: person.cookie }));
    expect(library.isError).toBe(true);
    const key = { authorization: "Bearer pp_nothing" };
    expect((await resultOf(await post(calling("library", {}), key))).structuredContent).toMatchObject({ status: 401 });
  });

  it("is told that no receipt is one", async () => {
    for (const receipt of ["", "{}", "nonsense", { form: "other" }]) {
      const result = await resultOf(await post(calling("verify_receipt", { receipt })));
      expect(result.structuredContent).toMatchObject({ state: "invalid" });
    }
  });
});
