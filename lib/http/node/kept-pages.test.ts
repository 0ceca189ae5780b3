import { createHash } from "node:crypto";
import { once } from "node:events";
import { type ClientRequest, createServer, type IncomingHttpHeaders, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { protectAnswers } from "./answer-headers";
import { type KeptPage, keepPages } from "./kept-pages";

const nonceOf = (headers: IncomingHttpHeaders) => /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
const script = (text: string, nonce?: string) => `<script${nonce ? ` nonce="${nonce}"` : ""}>${text}</script>`;

/** How the handler answers each path, in pieces as Next does. */
const ways: Record<string, (answer: ServerResponse, headers: IncomingHttpHeaders) => Promise<void> | void> = {
  async "/page"(answer, headers) {
    answer.setHeader("Content-Type", "text/html; charset=utf-8");
    answer.setHeader("Cache-Control", "private, no-store");
    answer.flushHeaders();
    answer.write(`<html lang="${headers["accept-language"]}">`);
    await turn();
    answer.write(Buffer.from(`<p>あ ${headers.cookie} ${headers["x-secret"]}</p>`));
    answer.end(script("ours()", nonceOf(headers)) + script("theirs()"));
  },
  "/missing"(answer) {
    const { "content-security-policy": policy } = answer.req.headers;
    answer
      .writeHead(404, { "Content-Type": "text/html" })
      .end(`<p>nothing${script("ours()", nonceOf({ "content-security-policy": policy }))}`);
  },
  "/cookie"(answer) {
    answer.setHeader("Set-Cookie", "a=b");
    answer.writeHead(200, { "Content-Type": "text/html" }).end("<p>yours");
  },
  async "/slow"(answer) {
    answer.setHeader("Content-Type", "text/html");
    await slow.promise;
    answer.end("<p>slow");
  },
  "/data"(answer) {
    answer.writeHead(200, { "Content-Type": "application/json" }).end("{}");
  },
};

let server: Server;
let origin: string;
let made: string[];
let seen: IncomingHttpHeaders[];
const kept = new Map<string, Promise<KeptPage | undefined>>();
let slow: { promise: Promise<void>; resolve: () => void };
let [isRefused, isBroken, isProxied] = [false, false, false];
const onError = vi.fn();
const sockets: Socket[] = [];
/** How many wait for what another makes. */
let waiting = 0;

beforeAll(async () => {
  protectAnswers(() => ({ isHttps: false, isDevelopment: false, scripts: ["theme()"] }));
  keepPages({
    isPublic: (url) => !url.startsWith("/own"),
    localeOf: (headers) => (String(headers["accept-language"]).startsWith("ja") ? "ja" : "en"),
    isSomebody: ({ cookie = "" }) => cookie.includes("pennypost="),
    host: () => new URL(origin).host,
    isProxied: () => isProxied,
    async find(key, make) {
      if (isBroken) throw new Error("The cache is broken.");
      if (kept.has(key)) waiting++;
      const page = kept.get(key) ?? make();
      kept.set(key, page);
      const value = await page;
      if ((value === undefined || isRefused) && kept.get(key) === page) kept.delete(key);
      return { value, isKept: value !== undefined && !isRefused };
    },
    onError,
  });
  server = createServer((asked, answer) => {
    made.push(asked.url ?? "");
    seen.push(asked.headers);
    void ways[asked.url?.replace("/own", "") ?? ""]?.(answer, asked.headers);
  });
  server.on("connection", (socket) => sockets.push(socket));
  await once(server.listen(0, "127.0.0.1"), "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  kept.clear();
  [made, seen] = [[], []];
  [isRefused, isBroken, isProxied, waiting] = [false, false, false, 0];
  let resolve = () => {};
  slow = { promise: new Promise((done) => (resolve = done)), resolve: () => resolve() };
});

const ask = (path: string, headers: Record<string, string> = {}) => fetch(origin + path, { headers });

describe("a public page", () => {
  it("is made once for all who ask, and is whole", async () => {
    const texts = await Promise.all([1, 2, 3].map(async () => (await ask("/page")).text()));
    texts.push(await (await ask("/page")).text());
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toMatch(/^<html lang="en"><p>あ .*<\/script>$/);
    expect(made).toEqual(["/page"]);
  });

  it("is made of nothing that its first reader sent but the language", async () => {
    const text = await (await ask("/page", { "x-secret": "numbat", cookie: "locale=en", "user-agent": "numbat" })).text();
    expect(text).toContain("<p>あ undefined undefined</p>");
    expect(JSON.stringify(seen)).not.toContain("numbat");
  });

  it("is one for each language", async () => {
    const [english, japanese] = [
      await (await ask("/page")).text(),
      await (await ask("/page", { "accept-language": "ja" })).text(),
    ];
    expect([english.slice(0, 16), japanese.slice(0, 16)]).toEqual(['<html lang="en">', '<html lang="ja">']);
  });

  it("may be kept by others for moments, told apart by all it depends on", async () => {
    const { headers } = await ask("/page");
    expect(headers.get("cache-control")).toBe("public, max-age=0, s-maxage=10, stale-while-revalidate=60");
    expect(headers.get("vary")).toMatch(/Accept-Encoding.*Accept-Language.*Authorization.*Cookie.*X-Payment/);
    expect(headers.get("vary")?.length).toBeLessThanOrEqual(128);
  });

  it("is for nobody else to keep once a cookie came, be it the language's", async () => {
    expect((await ask("/page", { cookie: "locale=ja" })).headers.get("cache-control")).toBe("private, no-cache");
    expect(made).toEqual(["/page"]);
  });

  it("is for nobody else to keep if it is not kept here", async () => {
    isRefused = true;
    expect((await ask("/page")).headers.get("cache-control")).toBe("private, no-cache");
  });

  it("is the same with cookies of others", async () => {
    expect((await ask("/page", { cookie: "balancer=b2; locale=en; _stats=1" })).headers.get("cache-control")).toBe(
      "private, no-cache",
    );
    expect((await ask("/page")).status).toBe(200);
    expect(made).toEqual(["/page"]);
  });

  it("has a head of its own, which is kept with it", async () => {
    const [head] = await once(request(`${origin}/page`, { method: "HEAD" }).end(), "response");
    head.resume();
    const page = await ask("/page", { "accept-encoding": "identity" });
    expect([head.statusCode, head.headers.etag, head.headers["content-length"]]).toEqual([
      200,
      page.headers.get("etag"),
      page.headers.get("content-length"),
    ]);
    expect(await page.text()).toContain("ours()");
    expect(made).toEqual(["/page"]);
  });

  it("is the site's behind a proxy that names it without its port, and of no other name", async () => {
    isProxied = true;
    const of = async (host: string) => {
      const [answer] = await once(request(`${origin}/page`, { headers: { host } }).end(), "response");
      answer.resume();
      return answer.headers["cache-control"];
    };
    expect([await of("127.0.0.1"), await of("www.elsewhere.example")]).toEqual([
      expect.stringMatching(/^public/),
      "private, no-store",
    ]);
  });

  it("is not sent again to who has it", async () => {
    const etag = (await ask("/page")).headers.get("etag") ?? "";
    const again = await ask("/page", { "if-none-match": `"other", ${etag}` });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    // As a proxy may send it back.
    expect((await ask("/page", { "if-none-match": etag.replace("W/", "") })).status).toBe(304);
    expect((await ask("/page", { "if-none-match": '"other"' })).status).toBe(200);
  });

  it("is the same compressed and plain", async () => {
    const answers = await Promise.all(
      ["gzip", "identity", "gzip;q=0"].map((accepted) => ask("/page", { "accept-encoding": accepted })),
    );
    expect(answers.map(({ headers }) => headers.get("content-encoding"))).toEqual(["gzip", null, null]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  });

  it("runs the scripts that had its nonce, by their hashes, and no other", async () => {
    const answer = await ask("/page");
    const policy = answer.headers.get("content-security-policy") ?? "";
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    expect(policy).toContain(`script-src ${hash("ours()")} ${new URL(origin).host}/_next/static/ ${hash("theme()")};`);
    expect(policy).not.toMatch(/nonce|strict-dynamic/);
    expect(await answer.text()).toContain("<script>ours()</script><script>theirs()</script>");
  });

  it("is made for the others when its first reader leaves", async () => {
    const first = request(`${origin}/page`).end();
    first.on("error", () => {});
    await once(server, "request");
    const others = [ask("/page"), ask("/page")];
    first.destroy();
    expect(await Promise.all(others.map(async (each) => (await each).status))).toEqual([200, 200]);
  });

  it("is made for one of those who waited for who left, and for none who left as well", async () => {
    const open = () =>
      request(`${origin}/slow`, { agent: false })
        .on("error", () => {})
        .end();
    const leave = async (asked: ClientRequest) => {
      const closed = once(sockets.find(({ remotePort }) => remotePort === asked.socket?.localPort) ?? asked, "close");
      asked.destroy();
      await closed;
    };
    const first = open();
    await vi.waitFor(() => expect(made).toHaveLength(1));
    const left = open();
    await vi.waitFor(() => expect(waiting).toBe(1));
    const others = [1, 2, 3, 4].map(() => ask("/slow"));
    await vi.waitFor(() => expect(waiting).toBe(5));
    await leave(left);
    await leave(first);
    await vi.waitFor(() => expect(made).toHaveLength(2));
    slow.resolve();
    expect(await Promise.all(others.map(async (each) => (await each).text()))).toEqual(others.map(() => "<p>slow"));
    expect(made).toHaveLength(2);
  });

  it("that fails ends its connection, and somebody learns why", async () => {
    isBroken = true;
    await expect(ask("/page")).rejects.toThrow();
    expect(onError).toHaveBeenCalledExactlyOnceWith(new Error("The cache is broken."));
  });
});

describe("never kept is", () => {
  it.each([
    ["a session", { cookie: "pennypost=abc" }],
    ["a session beside the language", { cookie: "locale=ja; pennypost=abc" }],
    ["a key", { authorization: "Bearer pp_1" }],
    ["a payment", { "x-payment": "abc" }],
    ["a payment of v2", { "payment-signature": "abc" }],
    ["a wallet's proof", { "sign-in-with-x": "abc" }],
    ["the router's form of a page", { rsc: "1" }],
    ["another host", { host: "elsewhere.example" }],
  ])("what is asked with %s", async (_what, headers) => {
    for (const _ of [1, 2]) {
      // fetch() sends no host of ours.
      const [answer] = await once(request(`${origin}/page`, { headers }).end(), "response");
      answer.resume();
      expect(answer.headers["cache-control"]).toBe("private, no-store");
    }
    expect([made.length, kept.size]).toEqual([2, 0]);
  });

  it.each([
    ["/own/page", 200],
    ["/missing", 404],
    ["/cookie", 200],
    ["/data", 200],
  ])("%s, which is answered all the same", async (path, status) => {
    for (const _ of [1, 2]) {
      const answer = await ask(path);
      expect([answer.status, answer.headers.get("cache-control") ?? ""]).toEqual([status, expect.not.stringContaining("public")]);
      expect(await answer.text()).not.toBe("");
    }
    expect([made.length, kept.size]).toEqual([2, 0]);
  });

  it("a page of nothing, which has its nonce and is sent compressed", async () => {
    const answer = await ask("/missing");
    const nonce = nonceOf(Object.fromEntries(answer.headers));
    expect(nonce).toBeDefined();
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect(await answer.text()).toBe(`<p>nothing${script("ours()", nonce)}`);
  });

  it("what is posted", async () => {
    await fetch(`${origin}/page`, { method: "POST" });
    await fetch(`${origin}/page`, { method: "POST" });
    expect([made.length, kept.size]).toEqual([2, 0]);
  });
});
