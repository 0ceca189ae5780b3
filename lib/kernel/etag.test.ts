import { expect, it } from "vitest";
import { isKnownTag } from "./etag";

it.each([
  ['"a"', '"a"'],
  ['W/"a"', '"a"'],
  ['"a"', 'W/"a"'],
  ['"b" ,\tW/"a"', 'W/"a"'],
  ["*", '"a"'],
])("%s names %s", (ifNoneMatch, etag) => {
  expect(isKnownTag(ifNoneMatch, etag)).toBe(true);
});

it.each([
  [null, '"a"'],
  [undefined, '"a"'],
  ["", '"a"'],
  ['"b"', '"a"'],
  ["a", '"a"'],
  ['w/"a"', '"a"'],
])("%s does not name %s", (ifNoneMatch, etag) => {
  expect(isKnownTag(ifNoneMatch, etag)).toBe(false);
});
