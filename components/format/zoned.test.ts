import { expect, it } from "vitest";
import { formatZoned } from "./zoned";

const late = new Date("2026-11-30T20:30:07Z");

it("a time is what the clock of the zone shows, and names the zone", () => {
  expect(formatZoned(late, "en", "Europe/Berlin", "minute")).toMatch(/^Mon, 30 Nov 2026, 21:30 (CET|GMT\+1)$/);
  expect(formatZoned(late, "en", "UTC", "second")).toBe("30 November 2026 at 20:30:07 UTC");
  expect(formatZoned(late, "ja", "Asia/Tokyo", "minute")).toMatch(
    /^2026年12月1日\(火\) 5:30 JST$|^2026年12月1日\(火\) 05:30 JST$/,
  );
});

it("a day is the day of the zone", () => {
  expect(formatZoned(late, "en", "UTC", "day")).toBe("30 Nov 2026");
  expect(formatZoned(late, "en", "Asia/Tokyo", "day")).toBe("1 Dec 2026");
});
