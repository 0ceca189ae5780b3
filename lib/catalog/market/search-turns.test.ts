import { expect, it } from "vitest";
import { isSearch } from "./search-turns";

it.each([
  "/?search=tide",
  "/api/items?tag=sea&search=%E6%BD%AE",
  "/?_rsc=1x2y&search=a",
  "/?x=?&search=tide",
  "/api/items?search=&search=tide",
  "/?search=tide&search=",
  "http://shop.example/?search=tide",
  "http://shop.example?search=tide",
  "/api/x/../items?search=tide",
  "/api/item%73?search=tide",
  "/api\\items?search=tide",
])("%s is a search", (target) => {
  expect([isSearch("GET", target), isSearch("HEAD", target), isSearch("POST", target)]).toEqual([true, true, false]);
});

it.each([
  "/",
  "/?search=",
  "/?search=%20",
  "/?tag=search",
  "/api/library?search=tide",
  "/api/items/x/content?search=a",
  "/?%E0%A4%A",
  "/?search=&search=%20",
  "/@ada?next=/?search=tide",
  "*",
  "//",
  "/%E0%A4%A?search=tide",
  "http://",
])("%s is none", (target) => {
  expect(isSearch("GET", target)).toBe(false);
});
