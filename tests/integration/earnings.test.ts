import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { createItem } from "@/lib/catalog/items/create-item";
import { listOwnItems } from "@/lib/catalog/items/list-own-items";
import { publishItem, removeItem } from "@/lib/catalog/items/publish-item";
import { createItemSchema } from "@/lib/catalog/items/schemas";
import { createDb, type Db } from "@/lib/db/client";
import { checkSums } from "@/lib/earnings/check-sums";
import type { Sale } from "@/lib/earnings/codecs";
import { listItemEarnings } from "@/lib/earnings/list-item-earnings";
import { listSales } from "@/lib/earnings/list-sales";
import { salesCsv } from "@/lib/earnings/sales-csv";
import { summarizeEarnings } from "@/lib/earnings/summarize";
import { type Address, toAddress } from "@/lib/kernel/address";
import { newId } from "@/lib/kernel/ids";
import { createDatabase, type TestDatabase } from "../support/database";

const clock = { now: () => new Date("2026-11-22T12:00:00.000Z") };
const wallet = toAddress(`0x${"a".repeat(40)}`);
const other = toAddress(`0x${"b".repeat(40)}`);

let database: TestDatabase;
let db: Db;
let logs = 0;
const deps = () => ({ db, clock });

interface Sold {
  id: string;
  versionId: string;
  creatorId: string;
}

async function sellable(owner: Address, title: string): Promise<Sold> {
  const item = await createItem(
    deps(),
    owner,
    createItemSchema.parse({ kind: "article", title, price: "0.25", content: "Paid." }),
  );
  await publishItem(deps(), owner, item.id, { listed: true });
  const { creatorId, publishedVersionId } = await db.item.findUniqueOrThrow({ where: { id: item.id } });
  return { id: item.id, creatorId, versionId: publishedVersionId ?? "" };
}

async function sell(item: Sold, amount: bigint, settledAt: string, payer = `0x${"1".repeat(40)}`): Promise<string> {
  const purchaseId = newId("pur");
  const terms = {
    chainId: 84532,
    asset: "0x",
    payer,
    payTo: "0x",
    amount,
    validAfter: 0n,
    validBefore: 0n,
    signature: "0x",
    x402Version: 2,
  };
  const purchase = { id: purchaseId, itemId: item.id, versionId: item.versionId, creatorId: item.creatorId, claimedAtBlock: 0n };
  // Not live in the index of purchases in flight, so that one buyer can stand for several sales.
  await db.purchase.create({ data: { ...purchase, ...terms, state: "expired", payerKind: "agent", nonce: purchaseId } });
  const settlement = { purchaseId, creatorId: item.creatorId, itemId: item.id, amount, settledAt: new Date(settledAt) };
  await db.settlement.create({
    data: { ...settlement, chainId: 1, transaction: "0xfeed", logIndex: ++logs, blockNumber: 1n, blockHash: "0x" },
  });
  return purchaseId;
}

let tides: Sold;
let formula: Sold;

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
  await saveCreator(deps(), wallet, { handle: "seller", displayName: "Seller" });
  await saveCreator(deps(), other, { handle: "rival", displayName: "Rival" });
  tides = await sellable(wallet, "Tides");
  formula = await sellable(wallet, '=HYPERLINK("https://evil.example","x")');
  const foreign = await sellable(other, "Foreign");
  await sell(tides, 250_000n, "2026-11-22T00:00:00.000Z");
  await sell(tides, 1n, "2026-11-16T00:00:00.000Z", `0x${"2".repeat(40)}`);
  await sell(tides, 10n, "2026-11-15T23:59:59.999Z");
  await sell(formula, 100n, "2026-10-24T00:00:00.000Z");
  await sell(formula, 9_007_199_254_740_993n, "2026-10-23T23:59:59.999Z");
  await sell(foreign, 5_000_000n, "2026-11-22T00:00:00.000Z");
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

describe("earnings", () => {
  it("count UTC days with today as the last, exactly, and nobody else's sales", async () => {
    const { totals } = await summarizeEarnings(deps(), wallet);
    expect(totals).toEqual({ last7Days: 250_001n, last30Days: 250_111n, allTime: 9_007_199_254_991_104n, sales: 5, buyers: 2 });
  });

  it("draw a chart of thirty days that adds up to its tile", async () => {
    const { days, totals } = await summarizeEarnings(deps(), wallet);
    expect(days).toHaveLength(30);
    expect([days[0]?.day, days[29]?.day]).toEqual(["2026-10-24", "2026-11-22"]);
    expect(days.reduce((sum, day) => sum + day.amount, 0n)).toBe(totals.last30Days);
    expect(days[28]).toEqual({ day: "2026-11-21", amount: 0n, sales: 0 });
  });

  it("tell items apart, best first", async () => {
    const { items } = await summarizeEarnings(deps(), wallet);
    expect(items.map(({ itemId, amount, sales }) => [itemId, amount, sales])).toEqual([
      [formula.id, 9_007_199_254_741_093n, 2],
      [tides.id, 250_011n, 3],
    ]);
    const own = await listOwnItems(deps(), wallet);
    expect(own.rows.find((item) => item.id === tides.id)).toMatchObject({ sales: 3, earned: 250_011n });
  });

  it("are empty, not missing, for who sold nothing", async () => {
    const { totals, days, items } = await summarizeEarnings(deps(), toAddress(`0x${"c".repeat(40)}`));
    expect(totals).toEqual({ last7Days: 0n, last30Days: 0n, allTime: 0n, sales: 0, buyers: 0 });
    expect([days.length, items]).toEqual([30, []]);
  });

  it("list every item once, page by page, also while some of it is final and some is not", async () => {
    await db.settlement.updateMany({ where: { itemId: formula.id, amount: 100n }, data: { finalizedAt: new Date() } });
    const first = await listItemEarnings(deps(), wallet, undefined, 1);
    const second = await listItemEarnings(deps(), wallet, first.next ?? "", 1);
    expect([...first.rows, ...second.rows].map(({ itemId, amount }) => [itemId, amount])).toEqual([
      [formula.id, 9_007_199_254_741_093n],
      [tides.id, 250_011n],
    ]);
    expect(second.next).toBeNull();
  });

  it("are the same while blocks become final, a few at a time, when one is taken back, and once all are", async () => {
    const before = await summarizeEarnings(deps(), wallet);
    const settled = await db.settlement.findMany({ orderBy: { logIndex: "asc" } });
    for (const [index, { purchaseId }] of settled.entries()) {
      await db.settlement.update({ where: { purchaseId }, data: { finalizedAt: new Date() } });
      expect(await summarizeEarnings(deps(), wallet)).toEqual(before);
      expect(await checkSums(deps())).toEqual([]);
      if (index % 2 === 0) continue;
      await db.settlement.update({ where: { purchaseId }, data: { finalizedAt: null } });
      expect(await summarizeEarnings(deps(), wallet)).toEqual(before);
      await db.settlement.update({ where: { purchaseId }, data: { finalizedAt: new Date() } });
    }
    expect(await summarizeEarnings(deps(), wallet)).toEqual(before);
    expect(await db.creatorTotal.count()).toBe(2);
  });

  it("lose a sale that leaves the chain, final or not, and its buyer with the last one", async () => {
    const before = await summarizeEarnings(deps(), wallet);
    const late = await sell(tides, 7n, "2026-11-21T10:00:00.000Z", `0x${"7".repeat(40)}`);
    for (const finalizedAt of [null, new Date()]) {
      const row = await db.settlement.update({ where: { purchaseId: late }, data: { finalizedAt } });
      expect((await summarizeEarnings(deps(), wallet)).totals).toMatchObject({ sales: 6, buyers: 3 });
      await db.settlement.delete({ where: { purchaseId: late } });
      expect(await summarizeEarnings(deps(), wallet)).toEqual(before);
      await db.settlement.create({ data: row });
    }
    await db.settlement.delete({ where: { purchaseId: late } });
    await db.purchase.delete({ where: { id: late } });
  });

  it("are added up right by many who make sales of many items final at once", async () => {
    const sold = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        sell(index % 2 ? tides : formula, 1n, "2026-11-20T00:00:00.000Z", `0x${(index % 5).toString().repeat(40)}`),
      ),
    );
    const groups = Array.from({ length: 8 }, (_, group) => sold.filter((_id, index) => index % 8 === group));
    const makeFinal = (ids: string[]) =>
      db.settlement.updateMany({ where: { purchaseId: { in: ids } }, data: { finalizedAt: new Date() } });
    await Promise.all(groups.map(makeFinal));
    expect(await checkSums(deps())).toEqual([]);
    await db.settlement.deleteMany({ where: { purchaseId: { in: sold } } });
    expect(await checkSums(deps())).toEqual([]);
  });

  it("list sales latest first, each once, page by page", async () => {
    const seen: Sale[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSales(deps(), wallet, cursor, 2);
      seen.push(...page.rows);
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen.map((sale) => sale.amount)).toEqual([250_000n, 1n, 10n, 100n, 9_007_199_254_740_993n]);
    expect(seen[0]).toMatchObject({ title: "Tides", payerKind: "agent", transaction: "0xfeed" });
  });

  async function csvOf(decimal?: "point" | "comma"): Promise<string> {
    let csv = "";
    for await (const piece of salesCsv(deps(), wallet, decimal)) csv += piece;
    return csv;
  }

  it("leave as CSV with exact amounts and without live formulas", async () => {
    const csv = await csvOf();
    const lines = csv.split("\r\n");
    expect(lines).toHaveLength(7);
    expect(lines[0]).toBe("\ufeffsettled_at,item,title,amount_usdc,payer,payer_kind,transaction,receipt");
    expect(lines[1]).toContain(",Tides,0.25,");
    expect(lines[5]).toContain(`,"'=HYPERLINK(""https://evil.example"",""x"")",9007199254.740993,`);
    expect(csv).not.toContain("Foreign");
    expect(Object.keys(parse(csv, { columns: true, bom: true })[0] ?? {})[0]).toBe("settled_at");
  });

  it.each([
    ["point", ",", "0.25", "9007199254.740993"],
    ["comma", ";", "0,25", "9007199254,740993"],
  ] as const)(
    "leave as a spreadsheet with a decimal %s takes them for numbers and dates",
    async (decimal, delimiter, small, large) => {
      const rows = parse<Record<string, string>>(await csvOf(decimal), { columns: true, bom: true, delimiter });
      expect(rows.map(({ amount_usdc }) => amount_usdc)).toEqual(expect.arrayContaining([small, large]));
      for (const { settled_at } of rows) expect(settled_at).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
    },
  );
});

it("what sold and was taken down stays in its creator's list with what it earned, also once its draft is erased", async () => {
  const unsold = await createItem(deps(), wallet, {
    kind: "article",
    title: "Unsold",
    price: 250_000n,
    content: "Paid.",
  } as Parameters<typeof createItem>[2]);
  await publishItem(deps(), wallet, unsold.id, { listed: true });
  await removeItem(deps(), wallet, unsold.id);
  await removeItem(deps(), wallet, tides.id);
  const listed = async (removed?: "sold") =>
    (await listOwnItems(deps(), wallet, { removed })).rows.filter(({ status }) => status === "removed");
  const kept = [expect.objectContaining({ id: tides.id, status: "removed", sales: 3, earned: 250_011n })];
  expect(await listed()).toEqual([]);
  expect(await listed("sold")).toEqual(kept);
  await db.item.update({ where: { id: tides.id }, data: { draftVersionId: null } });
  expect(await listed("sold")).toEqual(kept);
});
