// Keeps from asking what does not answer: after some failures in a row it is left alone for a while.
import { elapsedMs } from "./clock";

export interface Breaker {
  /** It is left alone. */
  isOpen(): boolean;
  /** The same promise, whose failure counts. */
  watch<T>(call: Promise<T>): Promise<T>;
}

export function createBreaker(failuresMax = 3, pauseMs = 10_000): Breaker {
  let failures = 0;
  let until = 0;
  return {
    isOpen: () => elapsedMs() < until,
    async watch(call) {
      try {
        const answer = await call;
        failures = 0;
        until = 0;
        return answer;
      } catch (error) {
        if (++failures >= failuresMax) until = elapsedMs() + pauseMs;
        throw error;
      }
    },
  };
}
