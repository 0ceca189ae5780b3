// What one creator's text costs the market's search: publishing any text takes a bounded time, in proportion to its length, and what
// is kept of its words is bounded as well. HOSTILE_TEXTS says how many patterns nobody thought of are tried besides the known ones.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveCreator } from "../../lib/catalog/creators/save-creator";
import { createItem } from "../../lib/catalog/items/create-item";
import { publishItem, unlistItem } from "../../lib/catalog/items/publish-item";
import { saveItem } from "../../lib/catalog/items/save-item";
import { openMarket } from "../../lib/catalog/market/list-market";
import { createWordSweep } from "../../lib/catalog/market/tidy-search";
import { createDb, type Db } from "../../lib/db/client";
import { toAddress } from "../../lib/kernel/address";
import { systemClock } from "../../lib/kernel/clock";
import { createDatabase, type TestDatabase } from "../support/database";
import { noteFigures } from "../support/figures";
import { elapsed, findGrowth, knownPatterns, randomPatterns } from "../support/growth";

const ADA = toAddress(`0x${"a1".repeat(20)}`);
const BOB = toAddress(`0x${"b2".repeat(20)}`);
const patterns = [
  ...knownPatterns,
  ...randomPatterns(Number(process.env.HOSTILE_TEXTS ?? 20), Number(process.env.HOSTILE_SEED ?? 1)),
];

let database: TestDatabase;
let db: Db;
const deps = () => ({ db, clock: systemClock });

/** So many words of twelve letters, none of them twice. */
const words = (count: number, first = 0) =>
  Array.from({ length: count }, (_, index) =>
    [...(first + index).toString(16).padStart(12, "0")]
      .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
      .join(""),
  );

async function published(wallet: typeof ADA, text: { title: string; preview: string }): Promise<string> {
  const { id } = await createItem(deps(), wallet, { kind: "article", price: 250_000n, content: "Paid.", ...text });
  await publishItem(deps(), wallet, id, { listed: true });
  return id;
}

async function keptWords(): Promise<string[]> {
  const { rows } = await db.pool.query<{ word: string }>("SELECT word FROM search_word ORDER BY word");
  return rows.map(({ word }) => word);
}

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
  await saveCreator(deps(), ADA, { handle: "ada", displayName: "Ada Lovelace" });
  await saveCreator(deps(), BOB, { handle: "bob", displayName: "Bob" });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

describe("a text that is published", () => {
  it.each(knownPatterns.map((pattern) => [pattern.name, pattern] as const))(
    "like %s is published and found beside, in five seconds",
    async (_name, { text }) => {
      const started = performance.now();
      await published(ADA, { title: "Endless", preview: `beginning ${text(60_000)}` });
      expect((await openMarket(deps(), { search: "beginning" })).rows[0]?.title).toBe("Endless");
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );

  it("is read by the search in time that grows as it does", async () => {
    const growths: string[] = [];
    for (const pattern of patterns) {
      const work = (text: string) =>
        db.pool.query("SELECT search_vector($1, 'D'), to_tsvector('pennypost_words', spaced_words(searchable($1)))", [text]);
      const growth = await findGrowth(pattern, { work, clock: elapsed }, 200_000).catch((error) => `${pattern.name}: ${error}`);
      if (growth) growths.push(growth);
    }
    noteFigures("T2", { texts: patterns.length, found: growths.length });
    expect(growths).toEqual([]);
  }, 3_600_000);
});

/** As many runs as it takes to look at every word. */
function sweepOfAll(): () => Promise<void> {
  const sweep = createWordSweep(deps());
  return async () => {
    for (let left = (await keptWords()).length; left >= 0; left -= 500) await sweep();
  };
}

describe("the words of published pieces", () => {
  it("leave once no listed piece has them, and stay while another has", async () => {
    const [alone, shared] = ["quinquereme", "cardamom"];
    const id = await published(ADA, { title: "A list", preview: `${alone} ${shared}` });
    await published(BOB, { title: "Another", preview: `${shared}s` });
    expect(await keptWords()).toEqual(expect.arrayContaining([alone, shared]));
    await saveItem(deps(), ADA, id, { preview: "nothing of it" });
    await publishItem(deps(), ADA, id, { listed: true });
    const sweep = sweepOfAll();
    await sweep();
    expect(await keptWords()).toEqual(expect.arrayContaining([shared]));
    expect(await keptWords()).not.toContain(alone);
    await unlistItem(deps(), BOB, await published(BOB, { title: "Third", preview: "galleon" }));
    await sweep();
    expect(await keptWords()).not.toContain("galleon");
  });

  it("of one creator are bounded, however often they publish others", async () => {
    const before = (await keptWords()).length;
    const { id } = await createItem(deps(), BOB, { kind: "article", price: 250_000n, content: "Paid.", title: "Noise" });
    for (let version = 0; version < 25; version++) {
      await saveItem(deps(), BOB, id, { preview: words(2_000, version * 2_000).join(" ") });
      await publishItem(deps(), BOB, id, { listed: true });
    }
    const kept = (await keptWords()).length - before;
    expect(kept).toBeGreaterThan(10_000);
    expect(kept).toBeLessThanOrEqual(20_000);
    await published(ADA, { title: "Another's words", preview: "marginalia" });
    expect(await keptWords()).toContain("marginalia");
    await sweepOfAll()();
    expect((await keptWords()).length - before).toBeLessThanOrEqual(1_001);
  }, 120_000);
});
