import { expect, it } from "vitest";
import { answerableTarget } from "./odd-targets";

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
