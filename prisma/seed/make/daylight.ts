// Writes the data set "A year of daylight": one row a city and day of 2027, and one summary row a city.
// Run: npx tsx prisma/seed/make/daylight.ts

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CITIES, type City } from "./cities";
import { sunOn } from "./solar";

const YEAR = 2027;
const OUT = join(import.meta.dirname, "../content/signe-halloran/a-year-of-daylight/files");
const DAY_MS = 86_400_000;

const two = (n: number) => String(n).padStart(2, "0");
/** Whole minutes as hh:mm; past midnight it counts on, 24:03. */
const clock = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const wall = (minutes: number | undefined) => (minutes === undefined ? "" : clock(Math.round(minutes)));

/** Minutes east of UTC in force at local noon, from the IANA rules. */
function offsetMinutes(date: Date, zone: string): number {
  const noon = new Date(date.getTime() + DAY_MS / 2);
  const name = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(noon)
    .find((part) => part.type === "timeZoneName")?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? "") ?? [];
  if (!sign) return 0;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const offsetText = (m: number) => `${m < 0 ? "-" : "+"}${clock(Math.abs(m))}`;

function rowFor([name, , lat, lon, zone]: City, date: Date) {
  const offset = offsetMinutes(date, zone);
  // Samoa keeps the date of Asia: its noon of the 2nd falls on the 1st in UTC.
  const daysAhead = Math.round((offset - 4 * lon) / 1440);
  const sun = sunOn(new Date(date.getTime() - daysAhead * DAY_MS), { lat, lon });
  const local = (m: number | undefined) => (m === undefined ? undefined : m + offset - daysAhead * 1440);
  const both = sun.rise !== undefined && sun.set !== undefined;
  const up = sun.noonElevationDeg > -0.833;
  const dayMinutes = both ? (sun.set ?? 0) - (sun.rise ?? 0) : up ? 1440 : 0;
  const state = both ? "rises" : up ? "up all day" : "down all day";
  const text = [
    name,
    date.toISOString().slice(0, 10),
    offsetText(offset),
    both ? wall(local(sun.rise)) : "",
    wall(local(sun.noon)),
    both ? wall(local(sun.set)) : "",
    wall(dayMinutes),
    sun.noonElevationDeg.toFixed(2),
    state,
  ].join(",");
  return {
    text,
    dayMinutes,
    date: date.toISOString().slice(0, 10),
    rise: both ? local(sun.rise) : undefined,
    set: both ? local(sun.set) : undefined,
  };
}

type Row = ReturnType<typeof rowFor>;

function summaryFor([name, country, lat, lon, zone]: City, rows: Row[]) {
  const by = (pick: (row: Row) => number | undefined, better: (a: number, b: number) => boolean) =>
    rows.reduce<Row | undefined>((best, row) => {
      const value = pick(row);
      const held = best && pick(best);
      return value !== undefined && (held === undefined || better(value, held)) ? row : best;
    }, undefined);
  const less = (a: number, b: number) => a < b;
  const more = (a: number, b: number) => a > b;
  const longest = by((r) => r.dayMinutes, more);
  const shortest = by((r) => r.dayMinutes, less);
  const early = by((r) => r.rise, less);
  const late = by((r) => r.set, more);
  const hours = rows.reduce((sum, r) => sum + r.dayMinutes, 0) / 60;
  return [
    name,
    country,
    lat,
    lon,
    zone,
    longest?.date,
    wall(longest?.dayMinutes),
    shortest?.date,
    wall(shortest?.dayMinutes),
    early?.date,
    wall(early?.rise),
    late?.date,
    wall(late?.set),
    hours.toFixed(1),
  ].join(",");
}

const days = Array.from({ length: 365 }, (_, n) => new Date(Date.UTC(YEAR, 0, 1) + n * DAY_MS));
const table = CITIES.map((city) => ({ city, rows: days.map((day) => rowFor(city, day)) }));

mkdirSync(OUT, { recursive: true });
writeFileSync(
  join(OUT, `daylight-${YEAR}.csv`),
  `city,date,utc_offset,sunrise,solar_noon,sunset,day_length,noon_elevation_deg,state\n${table
    .flatMap(({ rows }) => rows.map((row) => row.text))
    .join("\n")}\n`,
);
writeFileSync(
  join(OUT, `cities-${YEAR}.csv`),
  `city,country,latitude,longitude,time_zone,longest_date,longest_day,shortest_date,shortest_day,earliest_sunrise_date,earliest_sunrise,latest_sunset_date,latest_sunset,hours_of_sun_above_horizon\n${table
    .map(({ city, rows }) => summaryFor(city, rows))
    .join("\n")}\n`,
);
