// Whether a node has answered lately. It is asked on an interval; a process that was asleep knows nothing of it, and calls it no silence.
import { setTimeout as sleep } from "node:timers/promises";
import { elapsedMs } from "../kernel/clock";

const ASK_TIMEOUT_MS = 4_000;
const SILENCE_MS = 15_000;

export interface Liveness {
  /** True when the last question failed, and the last answer is a quarter of a minute old. */
  isSilent(): boolean;
  /** Asks now. Throws when no answer comes in time. */
  check(): Promise<void>;
}

export function createLiveness(
  ask: () => Promise<unknown>,
  { now = elapsedMs, timeoutMs = ASK_TIMEOUT_MS }: { now?: () => number; timeoutMs?: number } = {},
): Liveness {
  let answeredAt = now();
  let isFailing = false;
  return {
    isSilent: () => isFailing && now() - answeredAt >= SILENCE_MS,
    async check() {
      try {
        await inTime(ask(), timeoutMs);
        answeredAt = now();
        isFailing = false;
      } catch (error) {
        isFailing = true;
        throw error;
      }
    },
  };
}

async function inTime(answer: Promise<unknown>, timeoutMs: number): Promise<void> {
  const patience = new AbortController();
  const tooLate = sleep(timeoutMs, undefined, { signal: patience.signal, ref: false }).then(() => {
    throw new Error("the node did not answer in time");
  });
  tooLate.catch(() => {});
  try {
    await Promise.race([answer, tooLate]);
  } finally {
    patience.abort();
  }
}
