import { expect, it } from "vitest";
import { answerableTarget, withoutOddState } from "./odd-targets";

it.each([
  ["GET", "/@ada/%ff%fe", "/nowhere"],
  ["GET", "/library/%00", "/nowhere"],
  ["GET", "/api/items/%E0%A4%A/content?x=1", "/api/nowhere"],
  ["OPTIONS", "*", "/nowhere"],
  ["TRACE", "/api/health", "/nowhere"],
])("%s %s is answered as %s", (method, url, target) => {
  expect(answerableTarget(method, url)).toBe(target);
});

it.each(["/", "/@ada/%E6%97%A5%E6%9C%AC", "/%40ada/x?search=%E0%A4%A", "/?q=100%", "http://other.example/api/health"])(
  "%s stays what it is",
  (url) => {
    expect(answerableTarget("GET", url)).toBe(url);
  },
);

it("a router's state that cannot be read is left out, and another stays", () => {
  const read = (state: string | string[]) => JSON.parse(decodeURIComponent(String(state)));
  const after = (state: string) => {
    const headers = { rsc: "1", "next-router-state-tree": state };
    withoutOddState(headers, read);
    return headers;
  };
  for (const odd of ["x", "%ff", "%5B", ""]) expect(after(odd)).toEqual({ rsc: "1" });
  expect(after("%5B%22%22%5D")).toEqual({ rsc: "1", "next-router-state-tree": "%5B%22%22%5D" });
});
