import { describe, expect, it } from "vitest";
import { readQuote } from "./bound-nonce";

const quote = { id: `0x${"aB".repeat(32)}`, issuedAt: 1_800_000_000, expiresAt: 1_800_000_900 };

describe("a quote in an offer's extra", () => {
  it("is read as it was issued, its id in lower case", () => {
    expect(readQuote({ name: "USDC", quote })).toEqual({ ...quote, id: `0x${"ab".repeat(32)}` });
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["text", "quote"],
    ["an offer without one", { name: "USDC" }],
    ["null in its place", { quote: null }],
    ["nothing in its place", { quote: undefined }],
    ["an id that is no text", { quote: { ...quote, id: [quote.id] } }],
    ["an id with something before it", { quote: { ...quote, id: ` ${quote.id}` } }],
    ["an id with something after it", { quote: { ...quote, id: `${quote.id}0` } }],
    ["a date before there were any", { quote: { ...quote, issuedAt: 600 } }],
    ["a date in text", { quote: { ...quote, expiresAt: "1800000900" } }],
    ["half a second", { quote: { ...quote, issuedAt: 1_800_000_000.5 } }],
  ])("is simply none in %s", (_what, extra) => {
    expect(readQuote(extra)).toBeNull();
  });
});
