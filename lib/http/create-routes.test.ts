import { describe, expect, it } from "vitest";
import { z } from "zod";
import { amountCodec, byteCountCodec, instantCodec, pageCodec } from "../kernel/codecs";
import type { RouteSpec } from "../kernel/route-spec";
import { createRoutes } from "./create-routes";

const undeclared: string[] = [];
const caughtUp: string[] = [];

const defineRoute = createRoutes<Record<RouteSpec["auth"], null>, string>({
  findActor: async () => null,
  take: async () => {},
  origin: () => "http://localhost",
  onUndeclared: (id, path) => undeclared.push(`${id}: ${path}`),
  catchUp: async () => {
    caughtUp.push("caught up");
  },
  toRefusal: () => undefined,
  report: () => {},
});

const row = z.object({
  id: z.string(),
  amount: amountCodec,
  bytes: byteCountCodec,
  at: instantCodec,
  note: z.string().optional(),
});
const context = { params: Promise.resolve({}) };
const about = { id: "getRows", summary: "Rows", tag: "Items" } as const;
const written = { id: "a", amount: 250_000n, bytes: 2n ** 60n, at: new Date("2026-11-29T00:00:00Z") };

async function answerOf(value: object) {
  const schema = pageCodec(row);
  const response = { description: "Rows", schema };
  const route = defineRoute({ ...about, auth: "none", response }, async () => value as z.output<typeof schema>);
  return route(new Request("http://localhost/rows"), context);
}

describe("a route's answer", () => {
  it("goes through its codec: amounts and sizes as decimal strings, dates as ISO 8601", async () => {
    const answer = await answerOf({ rows: [written], next: null });
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toEqual({
      rows: [{ id: "a", amount: "250000", bytes: "1152921504606846976", at: "2026-11-29T00:00:00.000Z" }],
      next: null,
    });
  });

  it("leaves out a field that its codec does not declare, at any depth, and says which", async () => {
    undeclared.length = 0;
    const answer = await answerOf({ rows: [written, { ...written, secret: "x" }], next: null });
    expect(await answer.text()).not.toContain("secret");
    expect(undeclared).toEqual(["getRows: rows.1.secret"]);
  });

  it("takes an optional field that is undefined for one that is not there", async () => {
    undeclared.length = 0;
    await answerOf({ rows: [{ ...written, note: undefined, extra: undefined }], next: null });
    expect(undeclared).toEqual([]);
  });

  it("is an error of ours where the value is not of the declared kind", async () => {
    expect((await answerOf({ rows: [{ ...written, amount: 5 }], next: null })).status).toBe(500);
  });

  it("waits for public pages only where the route changes what they show", async () => {
    const response = { status: 204, description: "Done" };
    for (const changesPublic of [false, true]) {
      const route = defineRoute({ ...about, auth: "session", changesPublic, response }, async () => undefined);
      await route(new Request("http://localhost/rows", { method: "POST" }), context);
      expect(caughtUp).toHaveLength(changesPublic ? 1 : 0);
    }
  });
});
