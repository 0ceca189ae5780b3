import { expect, it } from "vitest";
import { splitAddresses } from "./split-addresses";

const addressesOf = (text: string) =>
  splitAddresses(text)
    .filter(({ isAddress }) => isAddress)
    .map(({ part }) => part);

it.each([
  ["It moved to https://example.org/new.", ["https://example.org/new"]],
  ["新しい版は https://example.org/new。こちら", ["https://example.org/new"]],
  ["(see https://example.org/a?b=c#d)", ["https://example.org/a?b=c#d"]],
  ["https://example.org/Penny_(coin), https://example.org/2", ["https://example.org/Penny_(coin)", "https://example.org/2"]],
  ["javascript:alert(1) data:text/html,x http://", []],
  ["no address", []],
])("addresses in %j are %j", (text, addresses) => {
  expect(addressesOf(text)).toEqual(addresses);
});

it("nothing of a text is lost or changed", () => {
  const text = "a https://example.org/x, b\nhttps://example.org/y";
  expect(
    splitAddresses(text)
      .map(({ part }) => part)
      .join(""),
  ).toBe(text);
});

it("a long text of addresses is split at once", () => {
  expect(splitAddresses("https://e.org/(".repeat(20_000)).length).toBeGreaterThan(0);
});
