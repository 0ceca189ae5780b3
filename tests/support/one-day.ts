// A clock for tests of what may be spent in a day.
import type { Clock } from "../../lib/kernel/clock";

/** Goes on until today (UTC) is over, and stands then: a test that runs past midnight spends in one day. */
export function clockOfToday(): Clock {
  const end = new Date().setUTCHours(23, 59, 59, 999);
  return { now: () => new Date(Math.min(Date.now(), end)) };
}
