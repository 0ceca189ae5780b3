import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseLocale } from "./choose-locale";
import { localeOf } from "./locale-of";
import { isLocale } from "./locales";

describe("the language of a page", () => {
  it.each([
    ["ja", "ja"],
    ["ja-JP", "ja"],
    ["ja,en-US;q=0.9,en;q=0.8", "ja"],
    ["en-GB,ja;q=0.9", "en"],
    ["fr-FR,ja;q=0.5,en;q=0.4", "ja"],
    ["fr", "en"],
    ["ja;q=0, en;q=0.1", "en"],
    ["*", "en"],
    ["", "en"],
  ])("asked for by %j is %s", (header, locale) => {
    expect(chooseLocale(undefined, header)).toBe(locale);
  });

  it("is the one chosen on the page before what the browser asks for", () => {
    expect(chooseLocale("ja", "en")).toBe("ja");
    expect(chooseLocale("xx", "ja")).toBe("ja");
    expect(chooseLocale(undefined, null)).toBe("en");
  });

  it("is read from a request that Next has not read", () => {
    expect(localeOf({ cookie: "a=b; locale=ja; c=d", "accept-language": "en" })).toBe("ja");
    expect(localeOf({ cookie: "xlocale=ja", "accept-language": "en" })).toBe("en");
    expect([localeOf({ "accept-language": "ja" }), localeOf({})]).toEqual(["ja", "en"]);
  });

  it("is always one there is, whatever is asked", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (chosen, header) => isLocale(chooseLocale(chosen, header))));
  });
});
