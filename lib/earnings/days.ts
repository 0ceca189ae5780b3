// The days that earnings are told by: UTC days, with today as the last.
const dayMs = 24 * 3600 * 1000;

/** How many days the chart and the funnel show. */
export const DAYS_SHOWN = 30;

/** UTC midnight at which the last `days` days began. */
export function startOf(days: number, now: Date): Date {
  return new Date(Math.floor(now.getTime() / dayMs) * dayMs - (days - 1) * dayMs);
}

/** "2026-11-22", so many days after an instant. */
export const dayAfter = (start: Date, days: number) => new Date(start.getTime() + days * dayMs).toISOString().slice(0, 10);
