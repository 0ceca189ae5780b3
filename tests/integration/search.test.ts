// What the market's search finds, in which order, and what it never looks in.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveCreator } from "../../lib/catalog/creators/save-creator";
import { createItem } from "../../lib/catalog/items/create-item";
import { publishItem } from "../../lib/catalog/items/publish-item";
import { saveItem } from "../../lib/catalog/items/save-item";
import { listMarket } from "../../lib/catalog/market/list-market";
import { refreshSearch } from "../../lib/catalog/market/tidy-search";
import { createDb, type Db } from "../../lib/db/client";
import { toAddress } from "../../lib/kernel/address";
import { systemClock } from "../../lib/kernel/clock";
import { createDatabase, type TestDatabase } from "../support/database";

const ADA = toAddress(`0x${"a1".repeat(20)}`);
const SECRET = "quicksilver";

let database: TestDatabase;
let db: Db;
let tideId: string;
const deps = () => ({ db, clock: systemClock });

async function published(text: { title: string; dek?: string; preview?: string; tags?: string[] }): Promise<string> {
  const { id } = await createItem(deps(), ADA, { kind: "article", price: 250_000n, content: `The paid ${SECRET}.`, ...text });
  await publishItem(deps(), ADA, id, { listed: true });
  return id;
}

const titles = async (search: string) => (await listMarket(deps(), { search })).rows.map(({ title }) => title);

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
  await saveCreator(deps(), ADA, { handle: "ada", displayName: "Ada Løvelace" });
  tideId = await published({ title: "How to read a tide table", tags: ["sea"] });
  await published({
    title: "Bread is a fraction",
    preview: "Flour and water, measured while the **tide** waits outside the café.",
  });
  await published({ title: "Measuring daylight", dek: "Sixty cities, every day" });
  await published({ title: "活版印刷の一円", dek: "小さな値段について" });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

describe("a search", () => {
  it("finds every form of a word, and puts what is called so before what mentions it", async () => {
    expect(await titles("tides")).toEqual(["How to read a tide table", "Bread is a fraction"]);
    expect(await titles("measured")).toEqual(expect.arrayContaining(["Bread is a fraction", "Measuring daylight"]));
  });

  it.each([
    ["daylite", "Measuring daylight"],
    ["fracton", "Bread is a fraction"],
    ["lovelace bread", "Bread is a fraction"],
    ["cafe", "Bread is a fraction"],
    ["dayl", "Measuring daylight"],
    ["印刷", "活版印刷の一円"],
    ["値段", "活版印刷の一円"],
    ['"a tide table"', "How to read a tide table"],
    ["tide -flour", "How to read a tide table"],
    ["the table", "How to read a tide table"],
    ["tide & table", "How to read a tide table"],
  ])("for %s finds “%s” and nothing else", async (search, title) => {
    expect(await titles(search)).toEqual([title]);
  });

  it.each(["of", "of if", "???", "🎉", "! & |"])(
    "for %s finds nothing where it stands nowhere, in a tag and of a kind neither",
    async (search) => {
      expect(await titles(search)).toEqual([]);
      expect((await listMarket(deps(), { search, tag: "sea" })).rows).toEqual([]);
      expect((await listMarket(deps(), { search, kind: "article", creatorHandle: "ada" })).rows).toEqual([]);
      expect(await titles(`${search} tide table`)).toEqual(["How to read a tide table"]);
    },
  );

  it("for a short word finds it in texts as it is, and as a part of longer words in titles only", async () => {
    const id = await published({ title: "Whiskers", preview: "A cat in the window." });
    const other = await published({ title: "Schools", preview: "Education, by category." });
    const named = await published({ title: "Categories" });
    const found = (await listMarket(deps(), { search: "cat" })).rows.map((row) => row.id);
    expect(found.toSorted()).toEqual([id, named].toSorted());
    await db.item.updateMany({ where: { id: { in: [id, other, named] } }, data: { status: "unlisted" } });
  });

  it("keeps out what a piece must not have, wherever it stands", async () => {
    expect(await titles("bread")).toEqual(["Bread is a fraction"]);
    expect(await titles("bread -tide")).toEqual([]);
  });

  it("never finds words of the paid part", async () => {
    expect(await titles(SECRET)).toEqual([]);
    expect(await db.$queryRaw`SELECT 1 FROM item_search WHERE document::text ILIKE ${`%${SECRET}%`}`).toEqual([]);
  });

  it("follows what is published: not the draft, but tags at once, and names once they are read anew", async () => {
    await saveItem(deps(), ADA, tideId, { title: "Reading the moon", tags: ["lunar"] });
    expect(await titles("moon")).toEqual([]);
    expect(await titles("lunar")).toEqual(["How to read a tide table"]);
    await publishItem(deps(), ADA, tideId, { listed: true });
    expect(await titles("moon")).toEqual(["Reading the moon"]);
    await saveCreator(deps(), ADA, { handle: "grace", displayName: "Grace" });
    expect(await refreshSearch(deps())).toBe(4);
    expect(await titles("grace")).toHaveLength(4);
    expect(await titles("lovelace")).toEqual([]);
  });

  it("pages through its order, each piece once", async () => {
    for (let number = 0; number < 30; number++) await published({ title: `Lighthouse ${number % 3 ? "keeper" : "lamp"}` });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listMarket(deps(), { search: "lighthouse lamp", cursor });
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([10, 10]);
    const first = await listMarket(deps(), { search: "lighthouse" });
    const second = await listMarket(deps(), { search: "lighthouse", cursor: first.next ?? "" });
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(30);
  });

  it("waits while others search, and is refused in a crowd, while the market and everything else is answered", async () => {
    const crowd = await Promise.allSettled(Array.from({ length: 60 }, () => listMarket(deps(), { search: "tide" })));
    const refusals = crowd.filter((each) => each.status === "rejected").map(({ reason }) => reason.code);
    expect(refusals).toEqual(Array(18).fill("unavailable"));
    const busy = Array.from({ length: 42 }, () => listMarket(deps(), { search: "tide" }));
    expect((await listMarket(deps())).rows).not.toEqual([]);
    expect((await Promise.all(busy)).every(({ rows }) => rows.length > 0)).toBe(true);
  });

  it("leaves no statement in the database for each of its thousands of forms", async () => {
    const one = createDb(database.url, 1);
    for (let form = 0; form < 400; form++) {
      const words = [..."abcdef"].map((letter, index) => letter.repeat((form >> index) & 1 ? 4 : 3));
      const more = {
        ...(form & 64 && { tag: "sea" }),
        ...(form & 128 && { creatorHandle: "ada" }),
        ...(form & 256 && { kind: "file" as const }),
      };
      await listMarket({ db: one }, { search: words.join(" "), ...more });
    }
    const { rows } = await one.pool.query("SELECT count(*)::int AS kept FROM pg_prepared_statements");
    await one.$disconnect();
    expect(rows[0].kept).toBeLessThanOrEqual(300);
  });
});
