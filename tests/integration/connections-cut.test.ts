// A line to the database that is cut under statements: whatever they then say, it is known as something that passes.
import { expect, it } from "vitest";
import { createDb, isUnavailable } from "@/lib/db/client";
import { anyPort } from "../../scripts/local/ports";
import { createDatabase } from "../support/database";
import { startRpcGate } from "../support/rpc-gate";

it("a server that nobody answers at is known as one that may come back, whichever way it is asked", async () => {
  const db = createDb(`postgresql://nobody@127.0.0.1:${await anyPort()}/nothing`);
  const ways = [
    db.$queryRaw`SELECT 1`,
    db.shop.findFirst(),
    db.$transaction((tx) => tx.shop.findFirst()),
    db.pool.query("SELECT 1"),
  ];
  const errors = await Promise.all(
    ways.map((way) =>
      way.then(
        () => null,
        (error: unknown) => error,
      ),
    ),
  );
  expect(errors.filter((error) => !isUnavailable(error))).toEqual([]);
  await db.$disconnect();
});

it("every statement that a cut line ends is known to have been ended by it, and the next one goes through", async () => {
  const database = await createDatabase();
  const gate = await startRpcGate(database.url);
  const db = createDb(Object.assign(new URL(database.url), { host: new URL(gate.url).host }).href);
  const unknown: string[] = [];
  let ended = 0;
  const ask = (text: string) =>
    db.$queryRawUnsafe(text).catch((error: unknown) => {
      ended++;
      if (!isUnavailable(error)) unknown.push(String(error));
    });
  for (let round = 0; round < 5; round++) {
    await Promise.all(Array.from({ length: 6 }, () => ask("SELECT 1")));
    const asked = Array.from({ length: 6 }, () => ask("SELECT pg_sleep(60)::text"));
    const running =
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(60)%'";
    await expect.poll(async () => (await db.pool.query(running)).rows[0].n).toBeGreaterThan(3);
    gate.shut();
    await Promise.all([...asked, ask("SELECT 1")]);
    gate.open();
  }
  await expect.poll(async () => db.$queryRaw`SELECT 1 AS one`.catch(() => null)).toEqual([{ one: 1 }]);
  expect([ended > 25, unknown]).toEqual([true, []]);
  await db.$disconnect();
  gate.stop();
  await database.drop();
});
