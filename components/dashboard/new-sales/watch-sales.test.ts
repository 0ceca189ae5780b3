import { expect, it } from "vitest";
import { newsOf, type Sale } from "./watch-sales";

const sale = (id: string): Sale => ({
  id,
  itemId: "item_1",
  title: "Tides",
  amount: "250000",
  payer: "0x1",
  payerKind: "person",
  transaction: "0x2",
  settledAt: "2026-11-30T09:00:00.000Z",
});
const page = (...ids: string[]) => ({ rows: ids.map(sale), next: ids.length === 5 ? "more" : null });
const ids = (sales: Sale[]) => sales.map(({ id }) => id);

it("what was there when the page was opened is no news", () => {
  expect(newsOf({ latest: undefined }, page("c", "b", "a"))).toEqual({ fresh: [], first: null, known: { latest: "c" } });
});

it("each sale since the last look is told once", () => {
  const { fresh, known } = newsOf({ latest: "b" }, page("d", "c", "b", "a"));
  expect([ids(fresh), known]).toEqual([["d", "c"], { latest: "d" }]);
  expect(newsOf(known, page("d", "c", "b", "a")).fresh).toEqual([]);
});

it("more than were asked for are told as so many, and none twice", () => {
  const { fresh, known } = newsOf({ latest: "a" }, page("f", "e", "d", "c", "b"));
  expect(fresh).toHaveLength(5);
  expect(newsOf(known, page("f", "e", "d", "c", "b")).fresh).toEqual([]);
});

it("a reorganisation that takes the latest sale away is no sale", () => {
  expect(newsOf({ latest: "gone" }, page()).fresh).toEqual([]);
});

it("the first sale is one when it comes, and also for who comes later; the second is none", () => {
  expect(newsOf({ latest: null }, page("a")).first?.id).toBe("a");
  expect(newsOf({ latest: undefined }, page("a")).first?.id).toBe("a");
  expect(newsOf({ latest: "a" }, page("b", "a")).first).toBeNull();
});
