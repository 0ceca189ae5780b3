import { describe, expect, it } from "vitest";
import { toAddress, toHash } from "./address";

describe("an address", () => {
  it("is the same one in whatever case it came", () => {
    expect(toAddress("0x70997970C51812dc3A010C7d01b50e0d17dc79C8")).toBe("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
  });

  it.each(["", "0x", "0x70997970", `0x${"g".repeat(40)}`, `0x${"1".repeat(41)}`, `0x${"1".repeat(40)}\n`, "1".repeat(42)])(
    "is not made of %j",
    (text) => expect(() => toAddress(text)).toThrow(TypeError),
  );
});

describe("32 bytes", () => {
  it("are the same ones in whatever case they came", () => {
    expect(toHash(`0x${"Ab".repeat(32)}`)).toBe(`0x${"ab".repeat(32)}`);
  });

  it.each(["", "0x", `0x${"1".repeat(40)}`, `0x${"1".repeat(65)}`, `0x${"g".repeat(64)}`])("are not made of %j", (text) =>
    expect(() => toHash(text)).toThrow(TypeError),
  );
});
