// What is suggested while a search is typed, and whose names it may mean.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { createItem } from "@/lib/catalog/items/create-item";
import { publishItem } from "@/lib/catalog/items/publish-item";
import { openMarket } from "@/lib/catalog/market/list-market";
import { suggest } from "@/lib/catalog/market/suggest";
import { createDb, type Db } from "@/lib/db/client";
import { toAddress } from "@/lib/kernel/address";
import { systemClock } from "@/lib/kernel/clock";
import { createDatabase, type TestDatabase } from "../support/database";

let database: TestDatabase;
let db: Db;
const deps = () => ({ db, clock: systemClock });

let wallets = 0;
async function sells(displayName: string, handle: string, ...titles: string[]): Promise<void> {
  const wallet = toAddress(`0x${String(++wallets).padStart(40, "0")}`);
  await saveCreator(deps(), wallet, { displayName, handle });
  for (const title of titles) {
    const piece = {
      kind: "article",
      title,
      price: 250_000n,
      tags: ["tides", "tidy rooms"],
      preview: "Free words.",
      content: "Paid words.",
    };
    const { id } = await createItem(deps(), wallet, piece as Parameters<typeof createItem>[2]);
    await publishItem(deps(), wallet, id, { listed: true });
  }
}

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url, 4, 0);
  await sells("Signe Halloran", "signe-halloran", "How to read a tide table", "A year of daylight");
  await sells("潮見 さくら", "sakura", "潮の満ち引きを読む");
  await sells("Hal O’Brien", "hal", "100% of \\ nothing_at_all");
  await sells("José Álvarez", "jose", "Ten small rooms");
  await sells("Nobody Halfway", "halfway-there");
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const handlesOf = async (typed: string) => (await suggest(deps(), typed)).creators.map(({ handle }) => handle);

describe("creators", () => {
  it.each([
    ["hal", ["hal", "signe-halloran"]],
    ["signe h", ["signe-halloran"]],
    ["HALLOR", ["signe-halloran"]],
    ["潮", ["sakura"]],
    ["潮見", ["sakura"]],
    ["o’br", ["hal"]],
    ["さく", ["sakura"]],
    ["alva", ["jose"]],
    ["JOSÉ", ["jose"]],
    ["h", []],
    ["halfway", []],
    ["zzz", []],
  ])("typing %j means %j: by the beginnings of words, and only who sells something", async (typed, handles) => {
    expect((await handlesOf(typed)).sort()).toEqual(handles);
  });

  it("stand above the results of a search, on its first page only", async () => {
    const found = await openMarket(deps(), { search: "halloran" });
    expect(found.creators).toEqual([{ handle: "signe-halloran", displayName: "Signe Halloran", avatarId: null }]);
    expect((await openMarket(deps(), {})).creators).toEqual([]);
  });
});

it("tags and titles are suggested by their beginnings and their words", async () => {
  const found = await suggest(deps(), "tid");
  expect(found.tags.sort()).toEqual(["tides", "tidy rooms"]);
  expect(found.pieces).toContainEqual({
    title: "How to read a tide table",
    handle: "signe-halloran",
    slug: "how-to-read-a-tide-table",
  });
  expect((await suggest(deps(), "満ち引き")).pieces.map(({ handle }) => handle)).toEqual(["sakura"]);
});

it.each(["", " ", "'", "%", "_", "\\", "':* | 'a", "!!", "-tide", '"', "\u0000ab", "<script>", "& | !"])(
  "%j is no query of anybody's: it is answered",
  async (typed) => {
    const { creators } = await suggest(deps(), typed);
    expect(creators.length).toBeLessThanOrEqual(3);
  },
);
