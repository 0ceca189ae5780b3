import { expect, it } from "vitest";
import { newsOf, type Sale } from "./watch-sales";

/** Its letter says when it was. */
const sale = (id: string): Sale => ({
  id,
  itemId: "item_1",
  title: "Tides",
  amount: "250000",
  payer: "0x1",
  payerKind: "person",
  transaction: "0x2",
  settledAt: `2026-11-30T09:00:0${id.charCodeAt(0) - 97}.000Z`,
});
const page = (...ids: string[]) => ({ rows: ids.map(sale), next: ids.length === 5 ? "more" : null });
const freshOf = (...looks: Parameters<typeof newsOf>) => newsOf(...looks).fresh.map(({ id }) => id);

it("what was there when the page was opened is no news", () => {
  expect(newsOf(undefined, page("c", "b", "a"))).toEqual({ fresh: [], first: null });
});

it("each sale since the last look is told, and once", () => {
  expect(freshOf(page("b", "a"), page("d", "c", "b", "a"))).toEqual(["d", "c"]);
  expect(freshOf(page("d", "c", "b", "a"), page("d", "c", "b", "a"))).toEqual([]);
  expect(freshOf(page("e", "d", "c", "b", "a"), page("j", "i", "h", "g", "f"))).toHaveLength(5);
});

it("one that is written down after a later one is told as well", () => {
  expect(freshOf(page("d", "a"), page("d", "c", "a"))).toEqual(["c"]);
});

it("a sale that a reorganisation takes away makes no other one new", () => {
  expect(freshOf(page("g", "f", "e", "d", "c"), page("f", "e", "d", "c", "b"))).toEqual([]);
  expect(freshOf(page("b", "a"), page("a"))).toEqual([]);
  expect(freshOf(page("a"), page())).toEqual([]);
});

it("the first sale is one when it comes, and also for who comes later; the second is none", () => {
  expect(newsOf(page(), page("a")).first?.id).toBe("a");
  expect(newsOf(undefined, page("a")).first?.id).toBe("a");
  expect(newsOf(page("a"), page("b", "a")).first).toBeNull();
});
