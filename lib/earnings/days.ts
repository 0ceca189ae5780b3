// The days of earnings: UTC days, the last of them today.
const dayMs = 24 * 3600 * 1000;

/** Length of the chart and the funnel in days. */
export const DAYS_SHOWN = 30;

/** The UTC midnight that begins the last `days` days, today included. */
export function startOf(days: number, now: Date): Date {
  return new Date(Math.floor(now.getTime() / dayMs) * dayMs - (days - 1) * dayMs);
}

/** The UTC date, as "2026-11-22", `days` days after an instant. */
export const dayAfter = (start: Date, days: number) => new Date(start.getTime() + days * dayMs).toISOString().slice(0, 10);
