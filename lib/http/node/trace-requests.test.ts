import { expect, it } from "vitest";
import { placeOf } from "./trace-requests";

it("a page is told by its first part, and nothing of whose it is", () => {
  expect(placeOf("/", 200)).toBe("/");
  expect(placeOf("/?search=secret", 200)).toBe("/");
  expect(placeOf("/library?q=secret", 200)).toBe("/library");
  expect(placeOf("/dashboard/items/item_1", 200)).toBe("/dashboard");
  expect(placeOf("/@ada/an-unlisted-piece", 200)).toBe("/@{handle}");
  expect(placeOf("/_next/static/chunks/1.js", 200)).toBe("file");
});

it("what is not there is told by one name, whatever was asked for", () => {
  expect(placeOf("/wp-login", 404)).toBe("other");
  expect(placeOf("/wp", 308)).toBe("other");
  expect(placeOf("//x:y@z", 200)).toBe("/");
  expect(placeOf(`/${"a".repeat(100)}`, 200)).toBe("other");
});
