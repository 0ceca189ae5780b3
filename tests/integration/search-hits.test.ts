// What a page of a search marks: the words in any form, mended ones, parts of names, and Japanese; never a word of the paid part.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveCreator } from "../../lib/catalog/creators/save-creator";
import { createItem } from "../../lib/catalog/items/create-item";
import { publishItem } from "../../lib/catalog/items/publish-item";
import { openMarket } from "../../lib/catalog/market/list-market";
import type { TextPiece } from "../../lib/catalog/market/types";
import { createDb, type Db } from "../../lib/db/client";
import { toAddress } from "../../lib/kernel/address";
import { systemClock } from "../../lib/kernel/clock";
import { createDatabase, type TestDatabase } from "../support/database";

const ADA = toAddress(`0x${"a1".repeat(20)}`);

let database: TestDatabase;
let db: Db;
const deps = () => ({ db, clock: systemClock });

async function published(text: { title: string; dek?: string; preview?: string }): Promise<void> {
  const { id } = await createItem(deps(), ADA, { kind: "article", price: 250_000n, content: "The paid quicksilver.", ...text });
  await publishItem(deps(), ADA, id, { listed: true });
}

const shown = (pieces: TextPiece[] | null) => pieces?.map(({ text, isHit }) => (isHit ? `*${text}*` : text)).join("") ?? null;

async function found(search: string) {
  const { rows, hits } = await openMarket(deps(), { search });
  return rows.map(({ id }) => {
    const hit = hits.get(id);
    return [hit?.title, hit?.dek, hit?.excerpt ?? null].map((pieces) => shown(pieces ?? null));
  });
}

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
  await saveCreator(deps(), ADA, { handle: "ada", displayName: "Ada" });
  await published({ title: "How to read a tide table", dek: "Tides, and who reads them", preview: "The sea goes out." });
  const long = `# Flour\n\n${"Plain words of no weight. ".repeat(40)}\n\nMeasured while the **lighthouse** waits <b>outside</b> the café.`;
  await published({ title: "Bread & <i>fractions</i>", preview: long });
  await published({ title: "活版印刷の一円", preview: `はじめに。${"ことばをならべる。".repeat(30)}小さな値段について書く。` });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

describe("what a search marks", () => {
  it.each([
    ["tides", ["How to read a *tide* table", "*Tides*, and who reads them", null]],
    ["reading", ["How to *read* a tide table", "Tides, and who *reads* them", null]],
    ["tabel", ["How to read a tide *table*", "Tides, and who reads them", null]],
    ["tab", ["How to read a tide *tab*le", "Tides, and who reads them", null]],
    ["fraction", ["Bread & <i>*fractions*</i>", "", null]],
    ["印刷", ["活版*印刷*の一円", "", null]],
    ['"a tide table"', ["How to read *a* *tide* *table*", "*Tides*, and who reads them", null]],
  ])("%s", async (search, expected) => {
    expect(await found(search)).toEqual([expected]);
  });

  it("in the free part, where it is called nothing of the kind", async () => {
    const [[, , excerpt]] = (await found("lighthosue")) as [[string, string, string]];
    expect(excerpt).toContain("Measured while the *lighthouse* waits outside the café");
    expect(excerpt.startsWith("… ")).toBe(true);
    const [[, , japanese]] = (await found("値段")) as [[string, string, string]];
    expect(japanese).toMatch(/^… .*小さな\*値段\*について書く。$/);
  });

  it("is nothing of the paid part, and nothing without a search", async () => {
    expect(await found("quicksilver")).toEqual([]);
    expect((await openMarket(deps(), {})).hits.size).toBe(0);
  });
});
