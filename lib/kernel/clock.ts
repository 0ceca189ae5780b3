// Time comes in through this port, so that tests can hold it.

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
