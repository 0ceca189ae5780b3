import { expect, it } from "vitest";
import { searchedBy } from "./search-turns";

it.each([
  ["/?search=tide", "page"],
  ["/api/items?tag=sea&search=%E6%BD%AE", "api"],
  ["/?_rsc=1x2y&search=a", "page"],
  ["/?x=?&search=tide", "page"],
  ["/api/items?search=&search=tide", "api"],
  ["/?search=tide&search=", "page"],
  ["http://shop.example/?search=tide", "page"],
  ["http://shop.example?search=tide", "page"],
  ["http://shop.example/api/items?search=tide", "api"],
  ["/api/../?search=tide", "page"],
  ["/api/x/../items?search=tide", "api"],
  ["/x/../api/items?search=tide", "api"],
  ["/api/item%73?search=tide", "api"],
  ["/%61pi/items?search=tide", "api"],
  ["/api\\items?search=tide", "api"],
])("%s is a search of the %s", (target, by) => {
  expect([searchedBy("GET", target), searchedBy("HEAD", target), searchedBy("POST", target)]).toEqual([by, by, undefined]);
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
  expect(searchedBy("GET", target)).toBeUndefined();
});
