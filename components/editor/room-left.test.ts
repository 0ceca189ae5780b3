import { describe, expect, it } from "vitest";
import { contentBytesMax, dekMax, previewBytesMax, tagMax, titleMax } from "@/lib/catalog/limits";
import { inUnit, isNear } from "./room-left";

describe("the room that is left", () => {
  it.each([
    [titleMax, 134, 135],
    [dekMax, 269, 270],
    [tagMax, 19, 20],
  ])("of %s characters is told from the last tenth or ten", (max, quiet, told) => {
    expect([isNear(quiet, max), isNear(told, max), isNear(max + 1, max)]).toEqual([false, true, true]);
  });

  it("of bytes is told in the unit of the limit, and never as less than is used", () => {
    expect(inUnit(previewBytesMax, previewBytesMax)).toEqual(["200 KB", "200 KB"]);
    expect(inUnit(previewBytesMax + 1, previewBytesMax)).toEqual(["201 KB", "200 KB"]);
    expect(inUnit(1.9 * 1024 ** 2, contentBytesMax)).toEqual(["1.9 MB", "2 MB"]);
    expect(inUnit(contentBytesMax + 1, contentBytesMax)[0]).toBe("2.01 MB");
  });
});
