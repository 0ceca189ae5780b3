// The operator's routes: closed to everybody without the token, and closed altogether where no token is set.
import { describe, expect, it, vi } from "vitest";
import { newId } from "../../lib/kernel/ids";
import { call } from "./http-harness";

const TOKEN = "an operator's token of the tests";
vi.stubEnv("OPERATOR_TOKEN", TOKEN);

const asOperator = { headers: { Authorization: `Bearer ${TOKEN}` } };
const get = (path: string, init = {}) => call("GET", path, {}, init);
const resolve = (discrepancyId: string, init = {}) =>
  call("POST", "/api/discrepancies/{discrepancyId}/resolve", { discrepancyId }, init);

const findDb = async () => (await import("@/lib/services")).services().db;

describe("the operator's routes", () => {
  it.each(["/api/metrics", "/api/discrepancies"])("refuse %s to who has no token, or a wrong one", async (path) => {
    for (const headers of [
      {},
      { Authorization: "Bearer wrong" },
      { Authorization: TOKEN.slice(1) },
      { Authorization: "Bearer " },
    ]) {
      const answer = await get(path, { headers });
      expect([answer.status, (await answer.json()).code]).toEqual([403, "not_allowed"]);
    }
  });

  it("give Prometheus its counters", async () => {
    const answer = await get("/api/metrics", asOperator);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/plain")]);
    expect(await answer.text()).toContain("# TYPE pennypost_payment_events_total counter");
  });

  it("list what does not add up, and take it off the list once", async () => {
    const db = await findDb();
    const row = { id: newId("dis"), kind: "paid_twice", subject: newId("pur"), detail: { transaction: "0xab" } } as const;
    await db.discrepancy.create({ data: row });
    const listed = await (await get("/api/discrepancies", asOperator)).json();
    expect(listed.rows).toEqual([{ ...row, foundAt: expect.any(String) }]);
    expect((await resolve(row.id)).status).toBe(403);
    expect((await resolve(row.id, asOperator)).status).toBe(204);
    expect((await resolve(row.id, asOperator)).status).toBe(404);
    expect(await (await get("/api/discrepancies", asOperator)).json()).toEqual({ rows: [] });
  });
});
