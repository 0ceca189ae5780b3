import fc from "fast-check";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { describe, expect, it, vi } from "vitest";
import { itemDraftCodec, itemSummaryCodec } from "@/lib/catalog/items/codecs";
import type { RouteHandler } from "@/lib/http/create-routes";
import { inRequestOf, requestId } from "@/lib/http/node/request-id";
import { pageCodec } from "@/lib/kernel/codecs";
import { services } from "@/lib/services";
import { call, create, creator, expectProblem, expectWire, type Init, piece, routes, signInMessage } from "./http-harness";

const params = {
  itemId: `item_${"0".repeat(26)}`,
  fileId: `file_${"0".repeat(26)}`,
  uploadId: `upl_${"0".repeat(26)}`,
  handle: "me",
  number: "1",
  purchaseId: `pur_${"0".repeat(26)}`,
};

describe("every route", () => {
  const needsWallet = () =>
    Object.entries(routes).flatMap(([path, module]) =>
      Object.entries(module).flatMap(([method, handler]) =>
        typeof handler === "function" && "spec" in handler && (handler as RouteHandler).spec.auth === "session"
          ? [[method, path] as const]
          : [],
      ),
    );

  it("that is a creator's refuses who did not sign in, before it looks at anything", async () => {
    expect(needsWallet().length).toBeGreaterThan(10);
    for (const [method, path] of needsWallet()) await expectProblem(await call(method, path, params), 401, "not_signed_in");
  });

  it("of one creator's things is closed to another", async () => {
    const [owner, other] = [await creator(), await creator()];
    const { id: itemId } = await create(owner);
    // What a route wants in its body, where an empty one is refused for its form alone.
    const bodies: Record<string, Init> = {
      "POST /api/items/{itemId}/files": { raw: "x" },
      "PUT /api/items/{itemId}/files": { body: { fileIds: [] } },
      "PUT /api/library/{itemId}/place": { body: { fraction: 0.5 } },
      "PATCH /api/items/{itemId}/files/{fileId}": { body: { name: "a" } },
      "PATCH /api/items/{itemId}/files/{fileId}/preview": { body: { isShown: true } },
      "PUT /api/items/{itemId}/schedule": { body: { at: new Date(Date.now() + 86_400_000).toISOString() } },
      "PATCH /api/items/{itemId}/uploads/{uploadId}": { raw: "x" },
    };
    // What tus asks of each request; other routes do not look at it.
    const headers = { "tus-resumable": "1.0.0", "upload-offset": "0" };
    const ofType = (path: string): Record<string, string> =>
      path.includes("{uploadId}") ? { "content-type": "application/offset+octet-stream" } : {};
    const mine = needsWallet().filter(([, path]) => path.includes("{itemId}"));
    for (const [method, path] of mine) {
      const reads = method === "GET" || method === "HEAD";
      const body = bodies[`${method} ${path}`] ?? { body: {} };
      const at = path.replace("{itemId}", itemId).replace("{uploadId}", params.uploadId);
      const init = {
        cookie: other.cookie,
        query: "?name=a",
        at,
        headers: { ...headers, ...ofType(path) },
        ...(reads ? {} : body),
      };
      await expectProblem(await call(method, path, { ...params, itemId }, init), 404, "not_found");
    }
    await expectWire(await call("GET", "/api/items/{itemId}/draft", { itemId }, { cookie: owner.cookie }), itemDraftCodec);
  });

  it("that changes something refuses another site's page, whoever is signed in", async () => {
    const { cookie } = await creator();
    for (const [path, module] of Object.entries(routes)) {
      for (const method of ["POST", "PUT", "PATCH", "DELETE"].filter((name) => name in module)) {
        const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
        await expectProblem(await call(method, path, params, { cookie, headers, body: {} }), 403, "not_allowed");
      }
    }
  });

  it("answers nonsense with a problem of the 4xx kind", async () => {
    const person = await creator();
    const { id: itemId } = await create(person);
    const bodies = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom("title", "price", "tags", "content", "handle", "message", "listed", "kind"), fc.jsonValue()),
    );
    const targets = [
      ["POST", "/api/items"],
      ["PATCH", "/api/items/{itemId}"],
      ["PUT", "/api/creators/me"],
      ["POST", "/api/session"],
      ["POST", "/api/items/{itemId}/publish"],
    ] as const;
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom(...targets), async (body, [method, path]) => {
        const response = await call(method, path, { itemId }, { cookie: person.cookie, body });
        expect(response.status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it.each(["", "{", "null", "[]", '"x"', '{"title":"\\u0000"}', '{"a":1}', "\ufffd", "[".repeat(50_000)])(
    "refuses the body %.20j",
    async (raw) => {
      const { cookie } = await creator();
      const headers = { "content-type": "application/json" };
      await expectProblem(await call("POST", "/api/items", {}, { cookie, raw, headers }), 400, "invalid_request");
    },
  );

  it("refuses other media types, and bodies that are too large", async () => {
    const { cookie } = await creator();
    const form = { "content-type": "application/x-www-form-urlencoded" };
    await expectProblem(
      await call("POST", "/api/items", {}, { cookie, raw: "a=b", headers: form }),
      415,
      "unsupported_media_type",
    );
    const large = { ...piece, content: "x".repeat(2 * 1024 ** 2 + 1) };
    await expectProblem(await call("POST", "/api/items", {}, { cookie, body: large }), 400, "invalid_request");
    const huge = { "content-type": "application/json" };
    await expectProblem(
      await call("POST", "/api/items", {}, { cookie, raw: "x".repeat(6 * 1024 ** 2), headers: huge }),
      413,
      "too_large",
    );
  });

  it.each(["?cursor=x", "?cursor=W10", "?sort=sideways", "?kind=gold", `?search=${"x".repeat(500)}`])(
    "refuses the query %.30s",
    async (query) => {
      await expectProblem(await call("GET", "/api/items", {}, { query }), 400, "invalid_request");
    },
  );

  it.each(["?search=%00", "?search=%25%27--", "?tag=%00", "?creator=%00%27", "?search=%F0%9F", "?search="])(
    "searches for %s without harm",
    async (query) => {
      await expectWire(await call("GET", "/api/items", {}, { query }), pageCodec(itemSummaryCodec));
    },
  );

  it.each(["x", "item_", `item_${"i".repeat(26)}`, `item_${"0".repeat(27)}`, "../../etc", "%00"])(
    "refuses the item id %j",
    async (itemId) => {
      await expectProblem(await call("GET", "/api/items/{itemId}", { itemId }), 400, "invalid_request");
    },
  );

  it.each(["?name=..%2F..%2Fetc%2Fpasswd", "?name=", "", "?name=a%00.txt", "?name=a%0d%0aX:%20y", "?name=%E2%80%AEgpj.exe"])(
    "stores no file called %s",
    async (query) => {
      const person = await creator();
      const { id: itemId } = await create(person, { kind: "file", title: "Plates", price: "1" });
      const response = await call("POST", "/api/items/{itemId}/files", { itemId }, { cookie: person.cookie, raw: "x", query });
      await expectProblem(response, 400, "invalid_request");
    },
  );

  it("refuses uploads that are empty, too large by their word, or too large by their bytes", async () => {
    const person = await creator();
    const { cookie } = person;
    const { id: itemId } = await create(person, { kind: "file", title: "Plates", price: "1" });
    const upload = (init: Init) => call("POST", "/api/items/{itemId}/files", { itemId }, { cookie, query: "?name=a", ...init });
    await expectProblem(await upload({}), 400, "invalid_request");
    await expectProblem(await upload({ raw: "x", headers: { "content-length": "1000001" } }), 413, "too_large");
    await expectProblem(await upload({ raw: "x".repeat(1_000_001) }), 413, "too_large");
    expect(
      (await expectWire(await call("GET", "/api/items/{itemId}/draft", { itemId }, { cookie }), itemDraftCodec)).files,
    ).toEqual([]);
  });

  it("lets a caller ask for so many nonces and no more, and says when to come back", async () => {
    const headers = { "pennypost-client": "10.1.1.1" };
    const answers = await Promise.all(Array.from({ length: 61 }, () => call("POST", "/api/session/nonce", {}, { headers })));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(1);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("tells nothing of the chain's troubles to a contract wallet that signs in", async () => {
    const account = privateKeyToAccount(generatePrivateKey());
    const message = await signInMessage(account.address);
    const response = await call("POST", "/api/session", {}, { body: { message, signature: `0x${"11".repeat(65)}` } });
    expect(await response.clone().text()).not.toContain("127.0.0.1");
    expect([401, 503]).toContain(response.status);
  });
});

describe("an address under /api that no route answers", () => {
  it.each(["GET", "POST", "PUT", "PATCH", "DELETE"] as const)("is a problem that a program can read (%s)", async (method) => {
    const unknown = (await import("@/app/api/[...unknown]/route"))[method];
    await expectProblem(unknown(), 404, "not_found");
  });
});

describe("a request that failed", () => {
  const given = { "x-request-id": "edge-0123456789" };

  it("is named by its problem document", async () => {
    const answer = await inRequestOf(given, () => call("GET", "/api/items/{itemId}", { itemId: params.itemId }));
    expect(await answer.json()).toMatchObject({ code: "not_found", requestId: "edge-0123456789" });
  });

  it("in a page leaves its error in the one log, under its id", async () => {
    const { onRequestError } = await import("@/instrumentation");
    const logged: unknown[] = [];
    const failure = vi
      .spyOn(services().log, "failure")
      .mockImplementation((what, error) => void logged.push([requestId(), what, error]));
    vi.stubEnv("NEXT_RUNTIME", "nodejs");
    const fault = new Error("a component fell over");
    const context = {
      routerKind: "App Router",
      routePath: "/[handle]",
      routeType: "render",
      revalidateReason: undefined,
    } as const;
    try {
      await onRequestError(fault, { path: "/@ada", method: "GET", headers: given }, context);
      expect(logged).toEqual([["edge-0123456789", "render /[handle]", fault]]);
    } finally {
      failure.mockRestore();
    }
  });

  it("by an error that nobody expected says nothing but its id, under which the log has the rest", async () => {
    const logged: unknown[] = [];
    const { log } = services();
    const failure = vi.spyOn(log, "failure").mockImplementation((what, error) => void logged.push([requestId(), what, error]));
    const fault = new Error("the disk is full");
    const asked = vi.spyOn(services(), "isDatabaseAnswering").mockRejectedValue(fault);
    try {
      const answer = await inRequestOf(given, () => call("GET", "/api/health"));
      const text = await answer.text();
      expect(JSON.parse(text)).toMatchObject({ status: 500, code: "internal", requestId: "edge-0123456789" });
      expect(text).not.toContain("disk");
      expect(logged).toEqual([["edge-0123456789", "answering a request", fault]]);
    } finally {
      failure.mockRestore();
      asked.mockRestore();
    }
  });
});
