// Time comes in through this port, so that tests can hold it.

export interface Clock {
  now(): Date;
}

/** Milliseconds, for how long something lasts: they go on evenly when the machine's clock is set. */
export const elapsedMs = (): number => performance.now();

export const systemClock: Clock = { now: () => new Date() };
