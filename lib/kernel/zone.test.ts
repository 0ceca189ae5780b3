import { describe, expect, it } from "vitest";
import { isZone, offsetAt, readClock } from "./zone";

const iso = (date: Date) => date.toISOString().slice(0, 16);

describe("what a clock shows", () => {
  it.each([
    ["2026-12-01T09:00", "Europe/Berlin", "2026-12-01T08:00"],
    ["2026-07-01T09:00", "Europe/Berlin", "2026-07-01T07:00"],
    ["2026-03-29T02:30", "Asia/Tokyo", "2026-03-28T17:30"],
    ["2026-03-29T02:30", "UTC", "2026-03-29T02:30"],
    ["2026-03-29T01:59", "Europe/Berlin", "2026-03-29T00:59"],
    ["2026-03-29T03:00", "Europe/Berlin", "2026-03-29T01:00"],
    ["2026-10-25T01:59", "Europe/Berlin", "2026-10-24T23:59"],
    ["2026-10-25T03:00", "Europe/Berlin", "2026-10-25T02:00"],
  ])("%s in %s is one instant", (shown, zone, at) => {
    expect(readClock(shown, zone)).toEqual({ kind: "once", at: new Date(`${at}Z`) });
  });

  it.each([
    ["2026-03-29T02:30", "Europe/Berlin", ["2026-03-29T00:30", "2026-03-29T01:30"]],
    ["2026-03-08T02:00", "America/New_York", ["2026-03-08T06:00", "2026-03-08T07:00"]],
    // Half an hour.
    ["2026-10-04T02:15", "Australia/Lord_Howe", ["2026-10-03T15:15", "2026-10-03T15:45"]],
  ])("%s in %s does not exist: as much before and after", (shown, zone, choices) => {
    const reading = readClock(shown, zone);
    expect(reading).toMatchObject({ kind: "never" });
    expect(reading && "choices" in reading && reading.choices.map(iso)).toEqual(choices);
  });

  it.each([
    ["2026-10-25T02:00", "Europe/Berlin", ["2026-10-25T00:00", "2026-10-25T01:00"]],
    ["2026-11-01T01:30", "America/New_York", ["2026-11-01T05:30", "2026-11-01T06:30"]],
    ["2026-04-05T01:45", "Australia/Lord_Howe", ["2026-04-04T14:45", "2026-04-04T15:15"]],
  ])("%s in %s exists twice", (shown, zone, choices) => {
    const reading = readClock(shown, zone);
    expect(reading).toMatchObject({ kind: "twice" });
    expect(reading && "choices" in reading && reading.choices.map(iso)).toEqual(choices);
  });

  it.each(["", "2026-02-31T10:00x", "2026-12-01", "tomorrow"])("is no time: %j", (shown) => {
    expect(readClock(shown, "UTC")).toBeUndefined();
  });
});

describe("a zone", () => {
  it("is one that there is, whatever a cookie says", () => {
    expect(["Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "UTC"].every(isZone)).toBe(true);
    for (const other of [undefined, "", "Moon/Base", "../../etc", "+09:00", "a".repeat(5_000)]) expect(isZone(other)).toBe(false);
  });

  it("is ahead of UTC by its offset at that time", () => {
    expect(offsetAt("Asia/Kathmandu", Date.UTC(2026, 0, 1))).toBe(5.75 * 3_600_000);
    expect(offsetAt("Europe/Berlin", Date.UTC(2026, 6, 1) + 123)).toBe(2 * 3_600_000);
  });
});
