import { describe, expect, expectTypeOf, it, vi } from "vitest";
import { bounded } from "./bounded-fetch";
import { type AnswerOf, type Client, type ClientOptions, createClient } from "./client";
import { blobBody, sourceBody } from "./file-body";
import { ApiProblem } from "./problem";
import { read } from "./read";
import { retries } from "./retries";

interface Asked {
  url: string;
  init: RequestInit;
}

/** A client whose calls get these answers, one after another, and are written down. */
function clientOf(answers: (Response | Error)[], options: Partial<ClientOptions> = {}) {
  const asked: Asked[] = [];
  const client = createClient({
    origin: "https://pennypost.example",
    async fetch(url, init) {
      asked.push({ url, init });
      const answer = answers.shift() ?? new Response(null, { status: 204 });
      if (answer instanceof Error) throw answer;
      return answer;
    },
    ...options,
  });
  return { ...client, asked };
}

const itemId = "item_1";
const problemFrom = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable("answered"),
    (error: unknown) => error as ApiProblem,
  );

describe("a call", () => {
  it("fills path and query, each part encoded, and leaves out what is not said", async () => {
    const { call, asked } = clientOf([]);
    await call("DELETE /api/items/{itemId}", { params: { itemId: "a/b c" }, query: { reason: "no & more" } });
    await call("GET /api/items", { query: { search: "tides", tag: undefined } });
    await call("GET /api/tags");
    expect(asked.map(({ url, init }) => `${init.method} ${url}`)).toEqual([
      "DELETE https://pennypost.example/api/items/a%2Fb%20c?reason=no+%26+more",
      "GET https://pennypost.example/api/items?search=tides",
      "GET https://pennypost.example/api/tags",
    ]);
  });

  it("sends a body as JSON with its key, and gives the answer's JSON", async () => {
    const { call, asked } = clientOf([Response.json({ nonce: "n" })], { key: "pp_1" });
    expect(await call("POST /api/session/nonce")).toEqual({ nonce: "n" });
    await call("POST /api/items/{itemId}/publish", { params: { itemId }, body: { listed: false } });
    expect(asked[1]?.init).toMatchObject({
      headers: { Authorization: "Bearer pp_1", "Content-Type": "application/json" },
      body: '{"listed":false}',
    });
  });

  it("sends a file as it is, with its type and its hash to compare with", async () => {
    const { call, asked } = clientOf([]);
    const blob = new Blob(["abc"], { type: "image/png" });
    await call("PUT /api/items/{itemId}/cover", { params: { itemId }, file: blobBody(blob) });
    expect(asked[0]?.init).toMatchObject({ body: blob, headers: { "Content-Type": "image/png" } });
    const file = sourceBody({ path: "a.bin", bytes: 3, stream: () => blob.stream() }, "00ff10");
    await call("POST /api/items/{itemId}/files", { params: { itemId }, query: { name: "a.bin" }, file });
    expect(asked[1]?.init).toMatchObject({ headers: { "Content-Digest": "sha-256=:AP8Q:" } });
    expect(await new Response(asked[1]?.init.body).text()).toBe("abc");
  });

  it("gives undefined for an answer without content", async () => {
    const { call } = clientOf([new Response(null, { status: 204 })]);
    expect(await call("DELETE /api/session")).toBeUndefined();
  });
});

describe("a call that does not succeed", () => {
  it("rejects with the problem that the server describes", async () => {
    const issues = [{ path: "price", code: "missing", message: "Name a price." }];
    const document = { code: "invalid_request", title: "Invalid request", detail: "price: …", issues, requestId: "r1" };
    const { call } = clientOf([Response.json(document, { status: 400 })]);
    const problem = await problemFrom(call("GET /api/tags"));
    expect(problem).toBeInstanceOf(ApiProblem);
    expect({ ...problem, message: problem.message }).toMatchObject({ ...documentOf(document), status: 400 });
  });

  it("rejects with a problem where no document came, and where nothing came", async () => {
    const { call } = clientOf([new Response("<h1>Bad gateway</h1>", { status: 502 }), new TypeError("fetch failed")]);
    expect(await problemFrom(call("GET /api/tags"))).toMatchObject({ status: 502, code: "internal" });
    expect(await problemFrom(call("GET /api/tags"))).toMatchObject({ status: 0, code: "unavailable" });
  });

  it("takes a page for no answer", async () => {
    const { call } = clientOf([new Response("<h1>Sign in to this network</h1>")]);
    expect(await problemFrom(call("GET /api/tags"))).toMatchObject({ status: 200, code: "internal" });
  });

  it("reads no more of an answer than an answer can have, where it is told to", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 ** 2).fill(0x20));
      },
    });
    const { call } = clientOf([bounded(new Response(endless))]);
    expect(await problemFrom(call("GET /api/tags"))).toMatchObject({ status: 0, code: "unavailable" });
    expect(sent).toBeLessThan(40);
  });

  const neverAnswers: ClientOptions["fetch"] = (_url, { signal }) =>
    new Promise((_, reject) => {
      if (signal?.aborted) reject(signal.reason);
      signal?.addEventListener("abort", () => reject(signal.reason));
    });

  it("ends when its time is over", async () => {
    const { call } = clientOf([], { fetch: neverAnswers, patienceMs: 5 });
    expect(await problemFrom(call("GET /api/tags"))).toMatchObject({ status: 0, code: "unavailable" });
  });

  it("ends with the caller's reason when the caller gives up, and is not made again", async () => {
    const { call } = clientOf([], { fetch: neverAnswers, retry: retries({ sleep: async () => undefined }) });
    const leaving = new AbortController();
    const answer = call("GET /api/session", { signal: leaving.signal });
    leaving.abort(new Error("left"));
    await expect(answer).rejects.toThrow("left");
  });
});

function documentOf({ detail, ...rest }: { detail: string }) {
  return { ...rest, message: detail };
}

describe("what a page asks as it opens", () => {
  it("goes to the route's path, and rejects where the answer is no success", async () => {
    const answers = [Response.json({ state: "none" }), new Response(null, { status: 404 })];
    const ask = vi.fn(async (_url: string) => answers.shift());
    vi.stubGlobal("fetch", ask);
    const ownership = () => read("GET /api/items/{itemId}/ownership", { params: { itemId } });
    expect(await ownership()).toEqual({ state: "none" });
    await expect(ownership()).rejects.toThrow("404");
    expect(ask.mock.calls.map(([url]) => url)).toEqual(Array(2).fill("/api/items/item_1/ownership"));
    vi.unstubAllGlobals();
  });
});

describe("a call that may be made again", () => {
  const busy = (status: number, retryAfter?: string) =>
    Response.json({ code: "unavailable" }, { status, headers: retryAfter ? { "Retry-After": retryAfter } : {} });

  async function madeWith(answers: (Response | Error)[], make: (call: Client["call"]) => Promise<unknown>) {
    const waits: number[] = [];
    const retry = retries({ sleep: async (ms) => void waits.push(ms) });
    const { call, asked } = clientOf(answers, { retry });
    const problem = await make(call).then(
      () => undefined,
      (error: unknown) => error,
    );
    return { times: asked.length, waits, problem };
  }
  const get = (call: Client["call"]) => call("GET /api/session");
  const publish = (call: Client["call"]) => call("POST /api/items/{itemId}/publish", { params: { itemId }, body: {} });

  it("waits as long as the server says, and longer each time where it says nothing", async () => {
    const later = new Date(Date.now() + 90_000).toUTCString();
    const { waits, problem } = await madeWith([busy(503, "7"), busy(502), new TypeError("cut off"), busy(503, later)], get);
    expect(waits.slice(0, 3)).toEqual([7_000, 2_000, 4_000]);
    expect(waits[3]).toBeGreaterThan(80_000);
    expect(problem).toBeUndefined();
  });

  it("is made five times at most", async () => {
    const { times, problem } = await madeWith(
      Array.from({ length: 9 }, () => busy(503)),
      get,
    );
    expect(times).toBe(5);
    expect(problem).toMatchObject({ status: 503 });
  });

  it("is not made again where it might make something twice", async () => {
    for (const answer of [new TypeError("cut off"), busy(503, "1"), busy(504)]) {
      expect((await madeWith([answer], publish)).times).toBe(1);
    }
  });

  it("is made again after 429, which says that nothing was done", async () => {
    expect(await madeWith([busy(429, "3")], publish)).toEqual({ times: 2, waits: [3_000], problem: undefined });
  });

  it("is not made again after a refusal, nor when the wait is longer than anybody's patience", async () => {
    for (const answer of [busy(409), busy(500), busy(429, "3600")]) expect((await madeWith([answer], get)).times).toBe(1);
  });
});

describe("the types of a call", () => {
  it("are those of the JSON that crosses", () => {
    type Balance = AnswerOf<"GET /api/wallets/{address}/balance">;
    expectTypeOf<Balance>().toEqualTypeOf<{ amount: string }>();
    expectTypeOf<AnswerOf<"GET /api/items/{itemId}/draft">["updatedAt"]>().toEqualTypeOf<string>();
    expectTypeOf<AnswerOf<"DELETE /api/session">>().toEqualTypeOf<undefined>();
  });

  it("refuse a wrong route, part, field or answer", async () => {
    const { call } = clientOf(Array.from({ length: 20 }, () => Response.json({})));
    const params = { itemId };
    // @ts-expect-error there is no such route
    await call("POST /api/tags");
    // @ts-expect-error its bytes are no JSON
    await call("GET /api/items/{itemId}/content", { params });
    // @ts-expect-error the path has a parameter
    await call("GET /api/items/{itemId}");
    // @ts-expect-error of another name
    await call("GET /api/items/{itemId}", { params: { id: itemId } });
    // @ts-expect-error paths are made of strings
    await call("POST /api/items/{itemId}/versions/{number}/restore", { params: { itemId, number: 3 } });
    // @ts-expect-error a name is asked for
    await call("POST /api/items/{itemId}/files", { params, file: blobBody(new Blob()) });
    // @ts-expect-error the bytes are missing
    await call("POST /api/items/{itemId}/files", { params, query: { name: "a" } });
    // @ts-expect-error a save says something
    await call("PATCH /api/items/{itemId}", { params });
    // @ts-expect-error prices cross as text
    await call("PATCH /api/items/{itemId}", { params, body: { price: 0.25 } });
    // @ts-expect-error not a field of it
    await call("PATCH /api/items/{itemId}", { params, body: { cost: "1" } });
    // @ts-expect-error no such query
    await call("GET /api/items", { query: { page: "2" } });
    // @ts-expect-error a page that opens changes nothing
    await read("DELETE /api/session").catch(() => undefined);
    // @ts-expect-error an amount is text
    const amount: bigint = (await call("GET /api/wallets/{address}/balance", { params: { address: "0x" } })).amount;
    expect(amount).toBeUndefined();
  });
});
