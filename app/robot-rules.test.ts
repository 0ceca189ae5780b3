import { expect, it } from "vitest";
import { robotRules } from "./robot-rules";

/** As robots read it that know no wildcards: the longest rule that a path begins with. */
function mayFetch(path: string): boolean | undefined {
  const rules = (["allow", "disallow"] as const).flatMap((kind) => robotRules[kind].map((rule) => ({ rule, kind })));
  const fitting = rules.filter(({ rule }) => path.startsWith(rule)).sort((a, b) => b.rule.length - a.rule.length);
  return fitting[0] && fitting[0].kind === "allow";
}

it("robots may fetch the pictures that a page names and what agents are told to ask", () => {
  const told = [
    "/@ada/on-pennies",
    "/api/items?search=tides",
    "/api/items/item_1/content",
    "/api/items/item_1/social-picture",
    "/api/pictures/pic_1/960",
    "/api/previews/abc",
    "/api/social-picture?creator=ada",
  ];
  expect(told.filter((path) => !mayFetch(path))).toEqual([]);
});

it("robots may not fetch what is one reader's or a creator's", () => {
  const own = ["/dashboard/items", "/library/item_1", "/receipts/1", "/api/session", "/api/library", "/api/creators/me"];
  expect(own.filter(mayFetch)).toEqual([]);
});
