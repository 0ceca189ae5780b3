// Searching is anonymous and dear: one client does not take it from others, and a database that is slow today ends searches, and
// nothing else.
import { afterAll, beforeAll, expect, it } from "vitest";
import { saveCreator } from "../../lib/catalog/creators/save-creator";
import { createItem } from "../../lib/catalog/items/create-item";
import { publishItem } from "../../lib/catalog/items/publish-item";
import { listMarket, openMarket } from "../../lib/catalog/market/list-market";
import { createDb, type Db } from "../../lib/db/client";
import { toAddress } from "../../lib/kernel/address";
import { systemClock } from "../../lib/kernel/clock";
import { createDatabase, type TestDatabase } from "../support/database";

const ADA = toAddress(`0x${"a1".repeat(20)}`);
let database: TestDatabase;
let db: Db;
let other: Db;

const from = (client: string, signal = new AbortController().signal) => ({ db, asker: () => ({ client, signal }) });
const codeOf = (result: PromiseSettledResult<unknown>) => (result.status === "rejected" ? result.reason.code : "answered");
const codes = async (searches: Promise<unknown>[]) => (await Promise.allSettled(searches)).map(codeOf);

/** Whatever reads what the search looks in waits meanwhile. */
async function whileStuck<T>(work: () => Promise<T>): Promise<T> {
  const client = await other.pool.connect();
  try {
    await client.query("BEGIN; LOCK TABLE item_search IN ACCESS EXCLUSIVE MODE");
    return await work();
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
  other = createDb(database.url, 1);
  const deps = { db, clock: systemClock };
  await saveCreator(deps, ADA, { handle: "ada", displayName: "Ada" });
  const { id } = await createItem(deps, ADA, { kind: "article", price: 1n, title: "Reading tide tables", content: "Paid." });
  await publishItem(deps, ADA, id, { listed: true });
});
afterAll(async () => {
  await Promise.all([db.$disconnect(), other.$disconnect()]);
  await database.drop();
});

it("one client has a share of the searches, and others are answered beside it", async () => {
  const [answers, modest] = await Promise.all([
    codes(Array.from({ length: 60 }, () => openMarket(from("greedy"), { search: "tide" }))),
    codes(["b", "c", "d"].map((client) => openMarket(from(client), { search: "tide" }))),
  ]);
  expect(modest).toEqual(["answered", "answered", "answered"]);
  expect(answers.filter((code) => code === "answered")).toHaveLength(10);
  expect(answers.filter((code) => code === "unavailable")).toHaveLength(50);
});

it("whoever goes away is searched for no longer, and leaves room", async () => {
  const gone = new AbortController();
  await whileStuck(async () => {
    const running = codes(["a", "b"].map((client) => listMarket(from(client), { search: "tide" })));
    const left = codes(
      Array.from({ length: 40 }, (_, index) => listMarket(from(`left-${index}`, gone.signal), { search: "tide" })),
    );
    await expect(listMarket(from("late"), { search: "tide" })).rejects.toMatchObject({ code: "unavailable" });
    gone.abort();
    expect(new Set(await left)).toEqual(new Set(["unavailable"]));
    const waiting = codes([listMarket(from("late"), { search: "tide" })]);
    expect([...(await running), ...(await waiting)]).toEqual(["unavailable", "unavailable", "unavailable"]);
  });
  expect((await listMarket(from("late"), { search: "tide" })).rows).toHaveLength(1);
});

it("a search that takes longer than two seconds is ended with 503 and when to come again, while the market is answered", async () => {
  await whileStuck(async () => {
    const started = performance.now();
    const refused = expect(listMarket(from("patient"), { search: "tide" })).rejects.toMatchObject({
      code: "unavailable",
      headers: { "Retry-After": "3" },
    });
    expect((await listMarket(from("reader"))).rows).toHaveLength(1);
    await refused;
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
