// Time zones by their IANA names, as "Europe/Berlin", and what their clocks show.

/** The cookie that keeps the zone of a browser, so that the server writes times as its clock shows them. */
export const zoneCookie = "zone";
export const utc = "UTC";

const form = /^[A-Za-z][\w+-]*(?:\/[\w+-]+){0,2}$/;
const LENGTH_MAX = 64;

/** Whether this machine knows a zone of that name. */
export function isZone(name: string | undefined): name is string {
  if (!name || name.length > LENGTH_MAX || !form.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(zone: string, at: number): number {
  const fields = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  } as const;
  const parts = new Intl.DateTimeFormat("en", { ...fields, timeZone: zone, hourCycle: "h23" }).formatToParts(at);
  const [year, month, day, hour, minute, second] = Object.keys(fields).map((name) =>
    Number(parts.find(({ type }) => type === name)?.value),
  ) as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

const DAY_MS = 86_400_000;

/** When the clocks of a zone show a time. */
export type Reading =
  | { kind: "once"; at: Date }
  /** They are set back over it. */
  | { kind: "twice"; choices: [first: Date, second: Date] }
  /** They are set forward over it; its choices are as much before and after. */
  | { kind: "never"; choices: [before: Date, after: Date] };

/** `shown`: "2026-10-25T02:30". Undefined for what is no time. */
export function readClock(shown: string, zone: string): Reading | undefined {
  const asUtc = Date.parse(`${shown}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(shown) || Number.isNaN(asUtc)) return undefined;
  const [before, after] = [offsetAt(zone, asUtc - DAY_MS), offsetAt(zone, asUtc + DAY_MS)];
  const instants = [...new Set([asUtc - before, asUtc - after])].filter((at) => at + offsetAt(zone, at) === asUtc);
  const [first, second] = instants.sort((a, b) => a - b).map((at) => new Date(at));
  if (first && second) return { kind: "twice", choices: [first, second] };
  if (first) return { kind: "once", at: first };
  return { kind: "never", choices: [new Date(asUtc - after), new Date(asUtc - before)] };
}
