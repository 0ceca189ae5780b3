// API keys: what they open, what they never open, and how they end.
import { describe, expect, it } from "vitest";
import { scopes } from "@/lib/auth/types";
import type { RouteSpec } from "@/lib/kernel/route-spec";
import { call, creator, expectProblem, piece, routes } from "./http-harness";

async function newKey(cookie: string, body: object): Promise<{ id: string; token: string; hint: string }> {
  const answer = await call("POST", "/api/keys", {}, { cookie, body });
  expect(answer.status).toBe(201);
  return answer.json();
}
const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

function sessionRoutes(): { path: string; method: string; spec: RouteSpec }[] {
  return Object.entries(routes).flatMap(([path, module]) =>
    Object.entries(module).flatMap(([method, handler]) => {
      const spec = (handler as { spec?: RouteSpec }).spec;
      return spec?.auth === "session" ? [{ path, method, spec }] : [];
    }),
  );
}

describe("an API key", () => {
  it("does in its scope what its wallet's session does", async () => {
    const { cookie } = await creator();
    const { token } = await newKey(cookie, { name: "publishing script", scopes: ["items"] });
    const created = await call("POST", "/api/items", {}, { ...bearer(token), body: piece });
    expect(created.status).toBe(201);
    const { id } = await created.json();
    expect((await call("GET", "/api/items/{itemId}/draft", { itemId: id }, { cookie })).status).toBe(200);
  });

  it("does nothing outside its scopes, and says which one is missing", async () => {
    const { cookie } = await creator();
    const { token } = await newKey(cookie, { name: "books", scopes: ["earnings"] });
    expect((await call("GET", "/api/earnings", {}, bearer(token))).status).toBe(200);
    const refused = await call("POST", "/api/items", {}, { ...bearer(token), body: piece });
    expect(await refused.clone().text()).toContain('scope \\"items\\"');
    await expectProblem(refused, 403, "not_allowed");
  });

  it("never makes or revokes keys, nor reaches any route without a scope of its own", async () => {
    const { cookie } = await creator();
    const { id, token } = await newKey(cookie, { name: "all", scopes: ["items", "earnings", "library"] });
    await expectProblem(
      await call("POST", "/api/keys", {}, { ...bearer(token), body: { name: "x", scopes: ["items"] } }),
      403,
      "not_allowed",
    );
    await expectProblem(await call("DELETE", "/api/keys/{keyId}", { keyId: id }, bearer(token)), 403, "not_allowed");
  });

  it("of its scope is let into every route that a session opens, but for a few", async () => {
    const { cookie } = await creator();
    const tokens = new Map<string, string>();
    for (const scope of scopes) tokens.set(scope, (await newKey(cookie, { name: scope, scopes: [scope] })).token);
    const closed: string[] = [];
    for (const { path, method, spec } of sessionRoutes()) {
      const params = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, "of-nobody"]));
      for (const [scope, token] of tokens) {
        const answer = await call(method, path, params, bearer(token));
        // Let in, it is refused for naming nothing, or succeeds.
        const isIn = ![401, 403].includes(answer.status);
        await answer.body?.cancel();
        expect([method, path, scope, isIn]).toEqual([method, path, scope, scope === spec.scope]);
      }
      if (!spec.scope) closed.push(`${method} ${path}`);
    }
    // Whoever holds a key must not make it outlive its end, nor send earnings elsewhere.
    const keys = ["GET /api/keys", "POST /api/keys", "DELETE /api/keys/{keyId}"];
    const payout = [
      "POST /api/creators/me/payout",
      "POST /api/creators/me/payout/{changeId}",
      "DELETE /api/creators/me/payout/{changeId}",
    ];
    const sessions = [
      "GET /api/sessions",
      "DELETE /api/sessions",
      "DELETE /api/sessions/{sessionId}",
      "DELETE /api/account",
      "GET /api/account/export",
    ];
    // A key of the library reads what its wallet owns, and changes nothing.
    const library = [
      "PUT /api/library/{itemId}/hidden",
      "DELETE /api/library/{itemId}/hidden",
      "PUT /api/library/{itemId}/place",
    ];
    expect(closed.sort()).toEqual([...keys, ...payout, ...sessions, ...library].sort());
  });

  it("is shown once, stored as a hash, and told apart by its last characters", async () => {
    const { cookie } = await creator();
    const { token, hint } = await newKey(cookie, { name: "once", scopes: ["library"] });
    const listed = await (await call("GET", "/api/keys", {}, { cookie })).text();
    expect(listed).toContain(hint);
    expect(listed).not.toContain(token);
    const { db } = (await import("@/lib/services")).services();
    expect(JSON.stringify(await db.apiKey.findMany())).not.toContain(token);
  });

  it("opens nothing once it was revoked, has ended, or never was one", async () => {
    const { cookie } = await creator();
    const revoked = await newKey(cookie, { name: "revoked", scopes: ["library"] });
    expect((await call("DELETE", "/api/keys/{keyId}", { keyId: revoked.id }, { cookie })).status).toBe(204);
    const ended = await newKey(cookie, { name: "ended", scopes: ["library"], days: 1 });
    const { db } = (await import("@/lib/services")).services();
    await db.apiKey.update({ where: { id: ended.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    for (const token of [revoked.token, ended.token, `pp_${"a".repeat(43)}`, "pp_short"])
      await expectProblem(await call("GET", "/api/library", {}, bearer(token)), 401, "not_signed_in");
    expect(await (await call("GET", "/api/keys", {}, { cookie })).json()).toEqual({ rows: [] });
  });

  it("is one of twenty at most, however many are asked for at once", async () => {
    const { cookie } = await creator();
    const ask = () => call("POST", "/api/keys", {}, { cookie, body: { name: "script", scopes: ["items"] } });
    const statuses = await Promise.all(Array.from({ length: 25 }, async () => (await ask()).status));
    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(20);
    expect((await (await call("GET", "/api/keys", {}, { cookie })).json()).rows).toHaveLength(20);
  });

  it("cannot be revoked by another wallet", async () => {
    const [mine, other] = [await creator(), await creator()];
    const { id, token } = await newKey(mine.cookie, { name: "mine", scopes: ["library"] });
    await expectProblem(await call("DELETE", "/api/keys/{keyId}", { keyId: id }, { cookie: other.cookie }), 404, "not_found");
    expect((await call("GET", "/api/library", {}, bearer(token))).status).toBe(200);
  });

  it.each([
    [{ name: "", scopes: ["items"] }],
    [{ name: "none", scopes: [] }],
    [{ name: "wrong", scopes: ["money"] }],
    [{ name: "long", scopes: ["items"], days: 0 }],
  ])("is refused for %j", async (body) => {
    const { cookie } = await creator();
    await expectProblem(await call("POST", "/api/keys", {}, { cookie, body }), 400, "invalid_request");
  });

  it("is one of twenty at most", async () => {
    const { cookie } = await creator();
    for (let made = 0; made < 20; made++) await newKey(cookie, { name: `key ${made}`, scopes: ["library"] });
    await expectProblem(
      await call("POST", "/api/keys", {}, { cookie, body: { name: "one more", scopes: ["library"] } }),
      409,
      "conflict",
    );
  });
});
