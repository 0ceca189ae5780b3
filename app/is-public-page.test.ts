import { expect, it } from "vitest";
import { isPublicPage } from "./is-public-page";

it.each([
  "/",
  "/?kind=article",
  "/?tag=sea",
  "/?tag=caf%C3%A9",
  "/?kind=article&tag=sea&sort=cheapest",
  "/@ada",
  "/@ada/on-tides",
])("%s is the same for everybody", (url) => {
  expect(isPublicPage(url)).toBe(true);
});

it.each([
  ["of one reader", "/library", "/dashboard", "/account", "/receipts/pur_1"],
  ["without end", "/?search=tide", "/?cursor=abc", "/?price=0.1", "/@ada?cursor=abc"],
  [
    "spelled in a way of its own",
    ...[
      "/?tag=SEA",
      "/?tag=sEa",
      "/?tag=sea%E2%80%8B",
      "/?tag=cafe%CC%81",
      "/?tag=+sea",
      "/?tag=s%65a",
      "/?kind=article&tag=Sea",
    ],
  ],
  [
    "read in a way of its own",
    "/@ada/on-tides?as=reader",
    "/@ada/on-tides?version=2",
    "/?nothing=1",
    "/?kind=novel",
    "/?tag=sea&tag=air",
  ],
  ["no page", "/@ada/feed.xml", "/api/items", "/@ada/on-tides/x", "//evil", "/%40ada", "*"],
])("what is %s is not", (_what, ...urls) => {
  expect(urls.filter(isPublicPage)).toEqual([]);
});
