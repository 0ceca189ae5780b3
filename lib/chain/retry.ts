// Asking a node again: patiently where it is asked too often, once more where a call was lost.
import { setTimeout as sleep } from "node:timers/promises";
import { isLostCall, isRateLimit, isTimeout } from "./rpc-errors";

/** Public nodes count by the second: about two of them in all. */
const RATE_LIMIT_WAITS_MS = [100, 200, 400, 600, 800];
const LOST_CALL_WAIT_MS = 100;

/** Half of the time at least and one and a half of it at most, so that callers do not come back all at once. */
const jittered = (ms: number) => ms * (0.5 + Math.random());

export interface Patience {
  /** How often a call is repeated that was lost on the way. */
  lostCalls: number;
  /** False for a call that itself waits long: it is not begun again when its time is up. */
  afterTimeout: boolean;
}

/** Makes a call that may be made twice without harm. Throws the last error when patience is at its end. */
export async function withRetries<T>(call: () => Promise<T>, { lostCalls, afterTimeout }: Patience): Promise<T> {
  for (let refused = 0, lost = 0; ; ) {
    try {
      return await call();
    } catch (error) {
      const wait = isRateLimit(error) ? RATE_LIMIT_WAITS_MS[refused++] : undefined;
      const isWorthAnother =
        isLostCall(error) && !isRateLimit(error) && (afterTimeout || !isTimeout(error)) && lost++ < lostCalls;
      if (wait === undefined && !isWorthAnother) throw error;
      await sleep(jittered(wait ?? LOST_CALL_WAIT_MS));
    }
  }
}
