import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slugSchema } from "./schemas";
import { freeSlug, isDerived, slugOf } from "./slug";

describe("addresses from titles", () => {
  it.each([
    ["How to Read a Tide Table", "how-to-read-a-tide-table"],
    ["Über die Größe", "ueber-die-groesse"],
    ["Война и мир", "voyna-i-mir"],
    ["Pennies & Pounds", "pennies-and-pounds"],
    ["Next.js 入門", "next-js"],
    ["", "untitled"],
  ])("writes %j as %j", (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it.each(["活版印刷の一円", "2026年の夏", "第2章", "👩‍🚀", "サイトで USDC を受け取る"])(
    "gives %j an address of its own",
    (title) => {
      expect(slugOf(title)).toMatch(/^piece-[a-z1-9]{8}$/);
      expect(slugOf(title)).toBe(slugOf(title));
      expect(slugOf(title)).not.toBe(slugOf(`${title}。`));
      expect(isDerived(`${slugOf(title)}-2`, title)).toBe(true);
    },
  );

  it("are addresses, whatever the title", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 300 }),
        (title) => slugSchema.safeParse(freeSlug(slugOf(title), new Set())).success,
      ),
    );
  });

  it("count up where they are taken", () => {
    expect(freeSlug("a", new Set(["a", "a-2"]))).toBe("a-3");
    expect(isDerived("on-pennies-2", "On Pennies")).toBe(true);
    expect(isDerived("on-pennies-and", "On Pennies")).toBe(false);
    expect(isDerived("untitled-3", "活版印刷の一円")).toBe(true);
  });
});
