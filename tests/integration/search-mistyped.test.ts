// Typing errors and Japanese: how much of what people type wrongly is found, and that words without spaces are found by their parts.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
const deps = () => ({ db, clock: systemClock });

interface Text {
  title: string;
  dek?: string;
  preview?: string;
  tags?: string[];
}

async function publish(text: Text, listed = true): Promise<void> {
  const { id } = await createItem(deps(), ADA, { kind: "article", price: 250_000n, content: "Paid.", ...text });
  await publishItem(deps(), ADA, id, { listed });
}

const search = (text: string) => listMarket(deps(), { search: text });
const titles = async (text: string) => (await search(text)).rows.map(({ title }) => title);

const pieces: Text[] = [
  { title: "How to read a tide table", tags: ["sea"] },
  { title: "The postage of a penny letter", dek: "What distance used to cost" },
  { title: "Bread is a fraction", preview: "Flour, water and a thermometer, measured in the kitchen." },
  { title: "Accommodation for travellers", tags: ["lodging"] },
  { title: "Photography without a lens", preview: "A cardboard box and some patience." },
  { title: "A calendar of daylight", dek: "Sixty cities, every day" },
  { title: "Harmonograph drawings", preview: "Two pendulums draw what neither knows." },
  { title: "活版印刷の歴史", dek: "小さな活字から", preview: "昔の職人は、鉛の活字を一本ずつ拾いました。料金は前払いです。" },
  { title: "猫と暮らす", preview: "コーヒー豆を挽く朝、猫は窓辺で眠ります。ＵＳＤＣで支払えます。" },
  { title: "サンポと靴" },
  { title: "スマートフォンの影" },
  { title: "ねこのひげ" },
  { title: "東京の坂道", tags: ["散歩"], preview: "京都よりも坂が多い。" },
];

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
  await saveCreator(deps(), ADA, { handle: "ada", displayName: "Ada Lovelace" });
  for (const piece of pieces) await publish(piece);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

/** As people type: letters in another order, missing, doubled, wrong, and words heard rather than read. */
const mistyped: [typed: string, title: string, corrected?: string][] = [
  ["tide tabel", "How to read a tide table", "tide table"],
  ["tdie table", "How to read a tide table", "tide table"],
  ["tied tables", "How to read a tide table"],
  ["tide tble", "How to read a tide table", "tide table"],
  ["potsage", "The postage of a penny letter", "postage"],
  ["postge", "The postage of a penny letter", "postage"],
  ["postagge", "The postage of a penny letter", "postage"],
  ["pnny leter", "The postage of a penny letter", "penny letter"],
  ["distence", "The postage of a penny letter", "distance"],
  ["braed", "Bread is a fraction", "bread"],
  ["braed fraciton", "Bread is a fraction", "bread fraction"],
  ["kitchn", "Bread is a fraction"],
  ["thermomter", "Bread is a fraction"],
  ["themometer", "Bread is a fraction"],
  ["accomodation", "Accommodation for travellers", "accommodation"],
  ["acommodaton", "Accommodation for travellers", "accommodation"],
  ["travelers", "Accommodation for travellers"],
  ["photograhpy", "Photography without a lens", "photography"],
  ["fotography", "Photography without a lens", "photography"],
  ["cardbord", "Photography without a lens"],
  ["calender", "A calendar of daylight", "calendar"],
  ["daylite", "A calendar of daylight", "daylight"],
  ["dalyight", "A calendar of daylight", "daylight"],
  ["citeis", "A calendar of daylight", "cities"],
  ["harmonogragh", "Harmonograph drawings", "harmonograph"],
  ["pendlums", "Harmonograph drawings"],
  ["drawigns", "Harmonograph drawings", "drawings"],
  ["lovlace bread", "Bread is a fraction", "lovelace bread"],
];

describe("a search with typing errors", () => {
  it.each(mistyped)("for “%s” finds “%s” first", async (typed, title, corrected) => {
    const { rows, corrected: shown } = await search(typed);
    expect(rows[0]?.title).toBe(title);
    if (corrected) expect(shown).toBe(corrected);
  });

  it("finds each word with any two neighbours exchanged", async () => {
    const words = ["table", "postage", "penny", "bread", "fraction", "calendar", "daylight", "photography", "lodging"];
    const exchanged = words.flatMap((word) =>
      [...word].slice(1).map((letter, at) => word.slice(0, at) + letter + word[at] + word.slice(at + 2)),
    );
    const missed: string[] = [];
    for (const typed of exchanged) if ((await search(typed)).rows.length === 0) missed.push(typed);
    expect(missed).toEqual([]);
  });

  it("takes a word that is found as it is for what it says: exact before stem before near", async () => {
    await publish({ title: "Stitch", preview: "Some stitching." });
    await publish({ title: "Stitches in time" });
    await publish({ title: "Snitch and tell" });
    expect(await titles("stitch")).toEqual(["Stitch", "Stitches in time"]);
    expect((await search("stitch")).corrected).toBeNull();
    expect(await titles("stitsh")).toEqual(expect.arrayContaining(["Stitch", "Stitches in time"]));
  });

  it("mends words that are there where together they find nothing", async () => {
    await publish({ title: "Tabel is a name" });
    expect(await titles("tide tabel")).toEqual(["How to read a tide table"]);
  });

  it("never spells a word that only an unlisted piece has", async () => {
    await publish({ title: "Zanzibar" }, false);
    expect(await search("zanzibra")).toMatchObject({ rows: [], corrected: null });
  });

  it.each([
    "'",
    "\\",
    "a'b",
    "''' | !",
    "%",
    "____",
    '"',
    ":*",
    "zzzz'qqqq",
    "\\':*",
    "(((((",
    "。",
    "・「」",
    "〜",
    "! & |",
    "x".repeat(400),
  ])("takes %j for what it is", async (text) => {
    await expect(search(text)).resolves.toBeDefined();
  });
});

describe("a search in Japanese", () => {
  it.each([
    ["印刷", "活版印刷の歴史"],
    ["活版印刷", "活版印刷の歴史"],
    ["印刷の歴史", "活版印刷の歴史"],
    ["歴史 印刷", "活版印刷の歴史"],
    ["職人", "活版印刷の歴史"],
    ["鉛の活字", "活版印刷の歴史"],
    ["料金", "活版印刷の歴史"],
    ["前払い", "活版印刷の歴史"],
    ["猫", "猫と暮らす"],
    ["窓辺", "猫と暮らす"],
    ["コーヒー", "猫と暮らす"],
    ["ｺｰﾋｰ豆", "猫と暮らす"],
    ["usdc", "猫と暮らす"],
    ["東京", "東京の坂道"],
    ["坂", "東京の坂道"],
    ["散歩　東京", "東京の坂道"],
    ['"活版印刷の"', "活版印刷の歴史"],
    ["坂 -猫", "東京の坂道"],
  ])("for %s finds %s and nothing else", async (text, title) => {
    expect(await titles(text)).toEqual([title]);
  });

  it.each([
    ["こーひー", "猫と暮らす"],
    ["こーひー豆", "猫と暮らす"],
    ["ｺーひー", "猫と暮らす"],
    ["さんぽ", "サンポと靴"],
    ["すまーとふぉん", "スマートフォンの影"],
    ["ネコノヒゲ", "ねこのひげ"],
    ['"ネコ"', "ねこのひげ"],
    ["ヒゲ", "ねこのひげ"],
  ])("written %s finds %s, in the other kana", async (text, title) => {
    expect(await titles(text)).toEqual([title]);
  });

  it.each(["刷印", "京東", "史歴", "活字 猫"])("for %s finds nothing", async (text) => {
    expect(await titles(text)).toEqual([]);
  });
});

describe("a search that finds nothing as it is typed", () => {
  it("is gone through page by page as it was meant, and counted so", async () => {
    await publish({ title: "Grass" });
    for (let number = 1; number <= 27; number++) await publish({ title: `Glass lantern ${number}` });
    const first = await openMarket(deps(), { search: "grass lantern" });
    expect([first.rows.length, first.corrected, first.total]).toEqual([24, "glass lantern", { pieces: 27, isMore: false }]);
    const second = await openMarket(deps(), { search: "grass lantern", cursor: first.next ?? "" });
    expect([second.rows.length, second.next, second.total]).toEqual([3, null, { pieces: 27, isMore: false }]);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(27);
  });

  it("names a word anew only where it is another one", async () => {
    await publish({ title: "Ride a bicycle by the tide" });
    const { rows, corrected } = await search("tide lantren bicycle");
    expect([rows, corrected]).toEqual([[], null]);
    expect((await search("tide bicicle")).corrected).toBe("tide bicycle");
  });

  it("is narrowed by price and by reading time", async () => {
    await publish({ title: "Windmill", preview: "word ".repeat(2000) });
    const found = async (more: object) => (await listMarket(deps(), { search: "windmill", ...more })).rows.length;
    expect(await Promise.all([found({ length: "medium" }), found({ length: "short" }), found({ length: "long" })])).toEqual([
      1, 0, 0,
    ]);
    expect(await Promise.all([found({ priceMax: 250_000n }), found({ priceMax: 249_999n })])).toEqual([1, 0]);
  });
});
