// What an earlier visit left unsaved, and what comes back of it.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { deskWorld, first } from "./desk-world";
import { type Draft, fieldsOf } from "./fields";
import type { KeptCopy } from "./kept-copy";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 25, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const copyOf = (content: string, versionNumber: number): KeptCopy => ({
  key: "old",
  itemId: "item_1",
  fields: { content },
  versionNumber,
  keptAt: "2026-11-25T08:00:00.000Z",
});

it("offers words of an earlier visit, and saves them once they are wanted", async () => {
  const { desk, server, copies } = deskWorld([copyOf("From before.", 1)]);
  desk.open();
  await pass(0);
  expect(desk.snapshot().fields.content).toBe("Paid.");
  expect(desk.snapshot().kept?.fields.content).toBe("From before.");
  desk.restoreKept();
  await pass(100);
  expect(server.draft.content).toBe("From before.");
  expect(copies).toEqual([]);
});

it("offers the price and address of an earlier visit too, which wait again once they are wanted", async () => {
  const listed = { ...first, status: "listed" } as Draft;
  const { desk, server, copies } = deskWorld([], listed);
  desk.edit({ price: "0.40", slug: "on-other-desks" });
  desk.close();
  expect(copies[0]?.fields).toEqual({ price: "0.40", slug: "on-other-desks" });

  const later = deskWorld(copies, listed);
  later.desk.open();
  await pass(0);
  later.desk.restoreKept();
  await pass(5000);
  expect(later.desk.snapshot().fields).toEqual({ ...fieldsOf(listed), price: "0.40", slug: "on-other-desks" });
  expect([...server.saves, ...later.server.saves]).toEqual([]);
});

it("makes a conflict of words that were typed upon an older draft", async () => {
  const { desk, server } = deskWorld([copyOf("From before.", 0)]);
  desk.open();
  await pass(0);
  desk.restoreKept();
  await pass(5000);
  expect(desk.snapshot().conflict).toMatchObject({ disputed: ["content"] });
  expect(server.saves).toEqual([]);
});

it("forgets a copy that says what the draft says", async () => {
  const { desk, copies } = deskWorld([copyOf("Paid.", 1)]);
  desk.open();
  await pass(0);
  expect(desk.snapshot().kept).toBeNull();
  expect(copies).toEqual([]);
});

it("takes the draft's words over those of a copy when told so", async () => {
  const { desk, server } = deskWorld([copyOf("From before.", 0)]);
  desk.open();
  await pass(0);
  desk.restoreKept();
  desk.takeTheirs();
  await pass(5000);
  expect(desk.snapshot()).toMatchObject({ conflict: null, fields: { content: "Paid." } });
  expect(server.saves).toEqual([]);
});

const listed = { ...first, status: "listed" } as Draft;

/** A page was left with a price and words; then the price was published from another device. */
async function repricedElsewhere() {
  const { desk, copies } = deskWorld([], listed);
  desk.edit({ price: "0.50", content: "More." });
  desk.close();
  const later = deskWorld(copies, { ...listed, amount: "2000000" });
  later.desk.open();
  await pass(0);
  later.desk.restoreKept();
  return later;
}

it("asks which price is meant where another was published since, though the text has the same version", async () => {
  const { desk, server } = await repricedElsewhere();
  expect(desk.snapshot().conflict).toMatchObject({ disputed: ["price"], theirs: { amount: "2000000" } });
  await pass(60_000);
  expect(server.saves).toEqual([]);
  desk.takeTheirs();
  await pass(5000);
  expect(desk.snapshot().fields).toMatchObject({ price: "2.00", content: "More." });
  expect(server.saves).toEqual([{ content: "More.", autosave: true }]);
});

it("lets a price of before wait for publishing again, where it is said to be meant", async () => {
  const { desk, server } = await repricedElsewhere();
  await desk.keepMine();
  expect(desk.snapshot()).toMatchObject({ conflict: null, fields: { price: "0.50" } });
  expect(server.saves).toEqual([{ content: "More." }]);
});

it("goes on asking after a page that was closed at the question, and after news from another tab", async () => {
  const { desk, server, copies } = await repricedElsewhere();
  await desk.refresh();
  expect(desk.snapshot().conflict?.disputed).toEqual(["price"]);
  desk.close();
  const again = deskWorld(copies, server.draft);
  again.desk.open();
  await pass(0);
  again.desk.restoreKept();
  expect(again.desk.snapshot().conflict?.disputed).toEqual(["price"]);
});

it("brings no price, address or tags back of a copy that does not say what they were: it once held all fields", async () => {
  const fields = { ...fieldsOf({ ...first, amount: "100000", slug: "old", tags: ["old"] }), content: "From before." };
  const { desk } = deskWorld([{ ...copyOf("", 1), fields }], listed);
  desk.open();
  await pass(0);
  desk.restoreKept();
  expect(desk.snapshot()).toMatchObject({ conflict: null, fields: { ...fieldsOf(listed), content: "From before." } });
});
