import { expect, it } from "vitest";
import { isSearch } from "./search-turns";

it.each(["/?search=tide", "/api/items?tag=sea&search=%E6%BD%AE", "/?_rsc=1x2y&search=a"])("%s is a search", (target) => {
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
])("%s is none", (target) => {
  expect(isSearch("GET", target)).toBe(false);
});
