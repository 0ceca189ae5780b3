import { once } from "node:events";
import { createReadStream, mkdtempSync, type ReadStream, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { endStalled } from "./stalled";

const IDLE_MS = 1_000;
const LARGE_BYTES = 30_000_000;

const folder = mkdtempSync(join(tmpdir(), "pennypost-"));
const large = join(folder, "large");
let server: Server;
const downloads = new Map<string, ReadStream>();
const closed = new Set<string>();

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.once("close", () => closed.add(request.url ?? ""));
  if (request.method === "GET" && request.url !== "/slow") {
    const download = createReadStream(large);
    downloads.set(request.url ?? "", download);
    return pipeline(download, response).catch(() => undefined);
  }
  if (request.url === "/slow") await sleep(2.5 * IDLE_MS);
  const body = await text(request).catch(() => undefined);
  if (body !== undefined) response.end(`${body.length}`);
}

beforeAll(async () => {
  writeFileSync(large, Buffer.alloc(LARGE_BYTES));
  endStalled(() => ({ idleMs: IDLE_MS, answer: () => new Response("too late", { status: 408 }) }));
  // Node's own bound, short: what moves outlasts it.
  server = createServer({ requestTimeout: 400, headersTimeout: 400, connectionsCheckingInterval: 50 }, answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

function open(head: string): Socket {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(`${head}\r\nHost: localhost\r\nConnection: close\r\n`);
  return socket;
}

it.concurrent("a body that stops arriving is answered, and its connection ends", async () => {
  const socket = open("PATCH /stalled HTTP/1.1");
  socket.write("Content-Length: 10\r\n\r\n01234");
  const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
  expect(head).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/);
  expect([head.includes("content-length: 8"), body]).toEqual([true, "too late"]);
  await expect.poll(() => closed).toContain("/stalled");
});

it.concurrent("a body that moves arrives, however long it takes", async () => {
  const socket = open("PATCH /moving HTTP/1.1");
  socket.write("Content-Length: 20\r\n\r\n");
  for (let sent = 0; sent < 20; sent++) {
    socket.write("x");
    await sleep(IDLE_MS / 8);
  }
  expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK.*\r\n\r\n20$/s);
});

it.concurrent("a client that waits for us is not cut off", async () => {
  const socket = open("GET /slow HTTP/1.1");
  socket.write("\r\n");
  expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK/);
});

it.concurrent("an answer that nobody reads ends, and its file is closed", async () => {
  const socket = open("GET /unread HTTP/1.1");
  socket.write("\r\n");
  await once(socket, "readable");
  await expect.poll(() => downloads.get("/unread")?.closed, { timeout: 10_000 }).toBe(true);
  expect(downloads.get("/unread")?.bytesRead).toBeLessThan(LARGE_BYTES);
  socket.destroy();
});

it.concurrent("an answer arrives whose reader shows no motion for some windows", async () => {
  const socket = open("GET /pausing HTTP/1.1");
  socket.write("\r\n");
  await once(socket, "readable");
  await sleep(3 * IDLE_MS);
  let read = 0;
  for await (const part of socket) read += part.length;
  expect(read).toBeGreaterThan(LARGE_BYTES);
});

it.concurrent("an answer that is read slowly arrives", async () => {
  const socket = open("GET /read HTTP/1.1");
  socket.write("\r\n");
  let read = 0;
  for await (const part of socket) {
    const megabytes = Math.floor(read / 2_000_000);
    read += part.length;
    if (Math.floor(read / 2_000_000) > megabytes) await sleep(IDLE_MS / 5);
  }
  expect(read).toBeGreaterThan(LARGE_BYTES);
});
