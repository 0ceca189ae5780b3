import { expect, it } from "vitest";
import { createDb } from "../../lib/db/client";
import { toProblem } from "../../lib/http/problem";
import { problems } from "../../lib/route";
import { createDatabase } from "../support/database";

it("more requests than the database can take are told to come back, with the same payment: 503, which the log tells", async () => {
  const database = await createDatabase();
  const db = createDb(database.url, 1);
  try {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const taken = db.$transaction(() => released, { timeout: 20_000 });
    await expect.poll(() => db.pool.totalCount - db.pool.idleCount).toBe(1);
    const waiting = [
      db.item.count(),
      db.$queryRaw`SELECT 1`,
      db.$transaction((tx) => tx.item.count()),
      db.pool.query("SELECT 1"),
    ];
    const told: unknown[] = [];
    for (const answer of await Promise.allSettled<unknown>(waiting)) {
      const problem = toProblem(answer.status === "rejected" ? answer.reason : undefined, {
        ...problems,
        report: (error) => told.push(error),
      });
      expect([problem.status, problem.headers.get("retry-after")]).toEqual([503, "2"]);
      expect(await problem.json()).toMatchObject({ code: "unavailable", detail: expect.stringContaining("that same one") });
    }
    expect(told).toHaveLength(waiting.length);
    release();
    await taken;
  } finally {
    await db.$disconnect();
    await database.drop();
  }
});
