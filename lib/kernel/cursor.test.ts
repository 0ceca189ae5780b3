import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor, isAmount, isInstant } from "./cursor";
import { newId } from "./ids";

const refused = expect.objectContaining({ code: "invalid_request" });

describe("cursors", () => {
  it("name the row they were made from", () => {
    const key = [new Date().toISOString(), newId("item")] as const;
    expect(decodeCursor(encodeCursor(key), isInstant)).toEqual(key);
  });

  it.each([
    ["2026-02-30T00:00:00.000Z", "item_1"],
    ["0000-01-01T00:00:00.000Z", "item_1"],
    ["2026-01-01T00:00:00.000Z", "item_1' OR 1=1"],
    ["2026-01-01T00:00:00.000Z", ""],
    ["1", "item_1"],
  ])("are refused when they name no row of ours (%s, %s)", (key, id) => {
    expect(() => decodeCursor(encodeCursor([key, id]), isInstant)).toThrow(refused);
  });

  it("are refused for another order", () => {
    expect(() => decodeCursor(encodeCursor(["2026-01-01T00:00:00.000Z", "item_1"]), isAmount)).toThrow(refused);
  });

  it("are refused, never crashed on, whatever they are", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.jsonValue().map((value) => encodeCursor(value as never)),
          fc.base64String(),
        ),
        (cursor) => {
          expect(() => decodeCursor(cursor, isInstant)).toThrow(refused);
        },
      ),
    );
  });
});
