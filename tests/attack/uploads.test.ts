// Resumable uploads (tus 1.0) as no client sends them: each is refused for what it is, and what had arrived stays.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type Creator, openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";

const IDLE_SECONDS = 2;

let market: Market;
let ada: Creator;
let bea: Creator;
let itemId: string;
let upload: string;
beforeAll(async () => {
  const settings = { IDLE_TIMEOUT_SECONDS: String(IDLE_SECONDS), UPLOAD_BYTES_MAX: "1000000" };
  market = await startMarket({ settings });
  ada = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  bea = await openShop(market.origin, accounts.creators[1] as LocalAccount, "bea");
  itemId = (await ada.call<{ id: string }>("POST", "/api/items", { kind: "file", title: "A box", price: "0.10" })).id;
});
afterAll(() => market?.stop());

const metadata = (name: string) => `filename ${Buffer.from(name).toString("base64")}`;

function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
  who: Creator = ada,
): Promise<Response> {
  return fetch(market.origin + path, {
    method,
    headers: { cookie: who.cookie, "Tus-Resumable": "1.0.0", ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

const start = (headers: Record<string, string>, who?: Creator) =>
  ask("POST", `/api/items/${itemId}/uploads`, { "Upload-Metadata": metadata("a.txt"), ...headers }, undefined, who);
const piece = (offset: string | number, body: string, more: Record<string, string> = {}, who?: Creator) =>
  ask(
    "PATCH",
    upload,
    { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset), ...more },
    body,
    who,
  );
const offset = async () => Number((await ask("HEAD", upload, {})).headers.get("upload-offset"));

beforeEach(async () => {
  const answer = await start({ "Upload-Length": "10" });
  expect(answer.status).toBe(201);
  upload = answer.headers.get("location") ?? "";
  expect((await piece(0, "01234")).status).toBe(204);
});

const refused = (status: number) => status >= 400 && status < 500;

describe("an upload", () => {
  it.each(["-1", "0", "1.5", "1e3", "0x10", "NaN", "Infinity", "", " ", "9007199254740993", "1000001", "10, 10"])(
    "is not begun with the length %j",
    async (length) => {
      const answer = await start({ "Upload-Length": length });
      expect([length, refused(answer.status)]).toEqual([length, true]);
    },
  );

  it.each([
    ["no name", ""],
    ["a path", metadata("../../etc/passwd")],
    ["a name that is no base64", "filename §§§".replaceAll("§", "%")],
    ["a name of control characters", metadata("a\u0000b")],
    ["a key of nothing", " , ,"],
    ["a megabyte of keys", "k,".repeat(7_000)],
  ])("is not begun with %s", async (_what, words) => {
    const answer = await start({ "Upload-Length": "10", "Upload-Metadata": words });
    expect(refused(answer.status)).toBe(true);
  });

  it("is not begun with a length to come, as a part of others, or by another version", async () => {
    const ways: Record<string, string>[] = [
      { "Upload-Defer-Length": "1" },
      { "Upload-Length": "10", "Upload-Concat": "partial", "Tus-Resumable": "0.2.2" },
      { "Upload-Length": "10", "Tus-Resumable": "9.9.9" },
    ];
    for (const headers of ways) expect([headers, refused((await start(headers)).status)]).toEqual([headers, true]);
  });

  it.each([0, 4, 6, 10, 11, -1, "5.5", "NaN", "9007199254740993", ""])(
    "does not go on at %j, and keeps what it has",
    async (at) => {
      expect(refused((await piece(at, "56789")).status)).toBe(true);
      expect(await offset()).toBe(5);
    },
  );

  it("takes no more than it said, however it comes", async () => {
    expect(refused((await piece(5, "56789 and more")).status)).toBe(true);
    expect(await offset()).toBeLessThanOrEqual(10);
    expect(refused((await piece(5, "x", { "Upload-Length": "999" })).status) || (await offset()) <= 10).toBe(true);
  });

  it("takes its bytes as bytes only", async () => {
    for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
      expect([type, refused((await piece(5, "56789", { "Content-Type": type })).status)]).toEqual([type, true]);
    expect(await offset()).toBe(5);
  });

  it("is nobody else's: not looked at, written to, finished or given up, by whatever method or name", async () => {
    const others = [
      await ask("HEAD", upload, {}, undefined, bea),
      await piece(5, "56789", {}, bea),
      await ask("POST", `${upload}/finish`, {}, "", bea),
      await ask("DELETE", upload, {}, undefined, bea),
      await start({ "Upload-Length": "10" }, bea),
    ];
    expect(others.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    await ask("PATCH", upload, { "X-HTTP-Method-Override": "DELETE" }, "");
    await ask("POST", `/api/items/${itemId}/uploads`, { "X-HTTP-Method-Override": "DELETE" });
    expect(await offset()).toBe(5);
    for (const path of [`${upload}%2f..`, `${upload}/../x`, `/api/items/${itemId}/uploads/..%2f..%2fowner`])
      expect([path, refused((await ask("HEAD", path, {})).status)]).toEqual([path, true]);
  });

  it("by many at once has one writer at a time, and ends as one file of the right bytes", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => piece(5, "56789")));
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    expect(await offset()).toBe(10);
    const { files } = await ada.call<{ files: { bytes: string; sha256: string }[] }>("GET", `/api/items/${itemId}/draft`);
    expect(files.filter(({ bytes }) => bytes === "10")).toHaveLength(1);
  });

  it("that is given up is gone, and is not finished", async () => {
    expect(refused((await ask("POST", `${upload}/finish`, {}, "")).status)).toBe(true);
    expect((await ask("DELETE", upload, {})).status).toBe(204);
    expect([(await piece(5, "56789")).status, (await ask("HEAD", upload, {})).status]).toEqual([404, 404]);
  });
});

describe("a line on which nothing moves", () => {
  function open(head: string): ReturnType<typeof connect> {
    const { hostname, port, host } = new URL(market.origin);
    const socket = connect(Number(port), hostname);
    socket.write(`${head}\r\nHost: ${host}\r\nCookie: ${ada.cookie}\r\n`);
    return socket;
  }

  /** Whether the server's own end of a line is still up, as the kernel has it (proc(5), net/tcp: state 01 is established). */
  function isServed(clientPort: number): boolean {
    const hex = (port: number) => port.toString(16).toUpperCase().padStart(4, "0");
    const line = new RegExp(`:${hex(Number(new URL(market.origin).port))} \\w+:${hex(clientPort)} 01 `);
    return ["tcp", "tcp6"].some((table) => line.test(readFileSync(`/proc/net/${table}`, "utf8")));
  }

  it("is told so after a while, and the upload goes on where it was", async () => {
    const socket = open(`PATCH ${upload} HTTP/1.1`);
    socket.write(
      "Tus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: 5\r\nContent-Length: 5\r\n\r\n567",
    );
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toMatch(/\r\nx-request-id: \S{16}\r\n/i);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({ code: "timed_out", status: 408 });
    await expect.poll(offset).toBe(8);
    expect((await piece(8, "89")).status).toBe(204);
  });

  it("ends a download that nobody reads", async () => {
    const body = Buffer.alloc(990_000, "x");
    const { itemId: sold, fileIds } = await ada.sellFiles({
      price: "0.05",
      files: Array.from({ length: 12 }, (_, n) => ({ name: `${n}.bin`, body })),
    });
    expect(fileIds).toHaveLength(12);
    const socket = open(`GET /api/items/${sold}/files.zip HTTP/1.1`);
    socket.write("\r\n");
    await once(socket, "readable");
    // The client sees the end only once it has read what had been sent, which is not all there was.
    await expect.poll(() => isServed(socket.localPort ?? 0), { timeout: 60_000, interval: 250 }).toBe(false);
    let read = 0;
    socket.on("error", () => {});
    socket.on("data", (part) => {
      read += part.length;
    });
    await once(socket, "close");
    expect(read).toBeLessThan(12 * body.length);
  });
});
