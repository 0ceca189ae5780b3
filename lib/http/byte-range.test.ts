import { Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ByteRange } from "../storage/content-store";
import { parseRange, type ServedFile, serveFile } from "./byte-range";

const content = Buffer.from("0123456789");
const etag = '"abc"';
const lastModified = new Date("2026-05-03T10:00:00.123Z");

function fileWith(more: Partial<ServedFile> = {}): ServedFile {
  const open = async (range?: ByteRange) =>
    Readable.from([content.subarray(range?.start ?? 0, (range?.end ?? 9) + 1)], { objectMode: false });
  return { open, bytes: 10n, etag, mediaType: "application/pdf", name: "tides.pdf", lastModified, inline: true, ...more };
}

const ask = (headers: Record<string, string> = {}, method = "GET") => new Request("http://localhost/f", { method, headers });
const serve = (headers?: Record<string, string>, more?: Partial<ServedFile>) => serveFile(fileWith(more), ask(headers));

describe("a file that lies elsewhere", () => {
  const elsewhere = {
    signUrl: async () => "https://bucket.example/key?signed",
    headers: { "Cache-Control": "private, no-store" },
  };

  it.each<Record<string, string>>([
    {},
    { range: "bytes=3-" },
    { range: "bytes=3-", "if-range": '"theirs"' },
    { "sec-fetch-dest": "document" },
  ])("is fetched there by whoever asks with %o", async (headers) => {
    const response = await serve(headers, elsewhere);
    expect([response.status, response.headers.get("location")]).toEqual([302, "https://bucket.example/key?signed"]);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("content-disposition")).toBeNull();
  });

  it.each<Record<string, string>>([
    { "x-payment": "e30=" },
    { "payment-signature": "e30=" },
    { "sign-in-with-x": "e30=" },
    { "sec-fetch-dest": "video" },
    { "sec-fetch-dest": "empty", range: "bytes=0-" },
    { range: "bytes=0-9", "if-range": etag },
  ])("comes through here for who asks with %o", async (headers) => {
    expect(await (await serve(headers, elsewhere)).text()).toBe("0123456789");
  });

  it("is not fetched where it is known, has no such part, or only its headers are asked for", async () => {
    expect((await serve({ "if-none-match": etag }, elsewhere)).status).toBe(304);
    await expect(serve({ range: "bytes=10-" }, elsewhere)).rejects.toMatchObject({ code: "range_not_satisfiable" });
    expect((await serveFile(fileWith(elsewhere), ask({}, "HEAD"))).status).toBe(200);
  });
});

describe("byte ranges", () => {
  it.each([
    ["bytes=0-3", 206, "0123", "bytes 0-3/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=-2", 206, "89", "bytes 8-9/10"],
    ["bytes=-99", 206, "0123456789", "bytes 0-9/10"],
    ["bytes=5-9999999999", 206, "56789", "bytes 5-9/10"],
    ["bytes=0-1,4-5", 200, "0123456789", null],
    ["bytes=5-3", 200, "0123456789", null],
    ["bytes=-", 200, "0123456789", null],
    ["bytes=a-b", 200, "0123456789", null],
    ["lines=0-3", 200, "0123456789", null],
    ["bytes=99999999999999999999-", 200, "0123456789", null],
  ])("answer %s with %i", async (range, status, body, contentRange) => {
    const response = await serve({ range });
    expect(response.status).toBe(status);
    expect(await response.text()).toBe(body);
    expect(response.headers.get("content-range")).toBe(contentRange);
    expect(response.headers.get("content-length")).toBe(String(body.length));
  });

  it.each(["bytes=10-", "bytes=10-20", "bytes=-0"])("refuse %s and say how long the file is", async (range) => {
    await expect(serve({ range })).rejects.toMatchObject({
      code: "range_not_satisfiable",
      headers: { "Content-Range": "bytes */10" },
    });
  });

  it("lie within the file, whatever is asked", () => {
    const digits = fc.oneof(fc.constant(""), fc.bigInt(0n, 10n ** 18n).map(String));
    fc.assert(
      fc.property(digits, digits, fc.integer({ min: 1, max: 1e9 }), (first, last, bytes) => {
        try {
          const range = parseRange(`bytes=${first}-${last}`, bytes);
          return !range || (range.start >= 0 && range.start <= range.end && range.end < bytes);
        } catch (error) {
          return error instanceof Error && error.name === "Refusal";
        }
      }),
    );
  });

  it("go on only from the same state of the file", async () => {
    const range = "bytes=7-";
    expect((await serve({ range, "if-range": etag })).status).toBe(206);
    expect((await serve({ range, "if-range": lastModified.toUTCString() })).status).toBe(206);
    expect((await serve({ range, "if-range": '"other"' })).status).toBe(200);
    expect((await serve({ range, "if-range": `W/${etag}` })).status).toBe(200);
    expect((await serve({ range, "if-range": "Sat, 02 May 2026 10:00:00 GMT" })).status).toBe(200);
  });
});

describe("served files", () => {
  it("are not sent again to who has them", async () => {
    const response = await serve({ "if-none-match": `"x", W/${etag}` });
    expect([response.status, await response.text()]).toEqual([304, ""]);
  });

  it("answer HEAD with the headers of the whole and without opening anything", async () => {
    const open = () => Promise.reject(new Error("opened"));
    const response = await serveFile(fileWith({ open }), ask({ range: "bytes=0-1" }, "HEAD"));
    expect([response.status, response.headers.get("content-length"), response.body]).toEqual([200, "10", null]);
  });

  it("are never sniffed, and framed or scripted only as far as the PDF viewer needs", async () => {
    const image = await serve({}, { mediaType: "image/png" });
    expect(image.headers.get("x-content-type-options")).toBe("nosniff");
    expect(image.headers.get("content-security-policy")).toContain("sandbox");
  });

  it.each([
    'a"b.pdf',
    "a\\b.pdf",
    "größe.pdf",
    "ペニー.pdf",
    "a;filename=evil.exe",
    "🎉 party.pdf",
    "دليل المد.pdf",
    "%41.pdf",
    "a\r\nSet-Cookie: x=1",
  ])("carry the name %j without breaking the header", async (name) => {
    const header = (await serve({}, { name, inline: false })).headers.get("content-disposition") ?? "";
    expect(header).toMatch(/^attachment; filename/);
    expect(header).not.toMatch(/[\r\n]/);
    expect((await serve({}, { name })).headers.get("set-cookie")).toBeNull();
  });

  it("close what they opened when the reader leaves", async () => {
    const stream = Readable.from(
      (async function* () {
        for (;;) yield Buffer.alloc(64 * 1024);
      })(),
      { objectMode: false },
    );
    const response = await serve({}, { open: async () => stream, bytes: 10n ** 12n });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(stream.destroyed).toBe(true);
  });
});
