// The buyer's tools, asked by the official client of MCP, at a site of the test's own.
import { readFileSync } from "node:fs";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readSettings } from "@/lib/buyer/settings";
import { createBuyerServer } from "@/lib/buyer/tools";
import { type Site, startSite } from "../../support/hostile-site";
import { scratchFolder } from "../../support/scratch";

const SHORT = "y".repeat(1_000);
const LONG = "x".repeat(256 * 1024 + 1);
const scratch = scratchFolder();

let site: Site;
let client: Client;

beforeAll(async () => {
  site = await startSite((request, response) =>
    response.writeHead(200, { "Content-Type": "text/markdown" }).end(request.url === "/long" ? LONG : SHORT),
  );
  const env = { BUYER_PRIVATE_KEY: `0x${"17".repeat(32)}`, BUYER_HOSTS: site.host, BUYER_FOLDER: scratch.path("purse") };
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await createBuyerServer(readSettings(env)).connect(theirs);
  client = new Client({ name: "a test", version: "1" });
  await client.connect(ours);
}, 60_000);
afterAll(async () => {
  await client?.close();
  await site?.stop();
  scratch.remove();
});

it.each(["quote", "buy"])("%s gives a short text as text, and a long one as a file", async (name) => {
  const short = await client.callTool({ name, arguments: { url: `${site.origin}/short` } });
  expect(short.content).toContainEqual({ type: "text", text: SHORT });
  const long = await client.callTool({ name, arguments: { url: `${site.origin}/long` } });
  expect(JSON.stringify(long).length).toBeLessThan(2_000);
  const { file, bytes } = long.structuredContent as { file: string; bytes: number };
  expect([bytes, readFileSync(file, "utf8") === LONG]).toEqual([LONG.length, true]);
});

it("only the tools that write nothing are told as reading", async () => {
  const { tools } = await client.listTools();
  const reading = tools.flatMap(({ name, annotations }) => (annotations?.readOnlyHint ? [name] : []));
  expect(reading).toEqual(["budget", "receipts"]);
});
