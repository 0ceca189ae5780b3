// A reader who is short of money fetches some elsewhere, and comes back to a wall that has seen it arrive.
import { Cancelled } from "@/lib/wallet/wallet";

/** How often it looks, and how often at most: a quarter of an hour while the page is seen. */
export const LOOK_MS = 5_000;
export const LOOKS_MAX = 180;

interface Waiting {
  look: () => Promise<bigint>;
  amount: bigint;
  /** What there was at first. */
  balance: bigint;
  signal: AbortSignal;
  /** Some has come, and not enough. */
  onChange: (balance: bigint) => void;
}

/** Resolves with what the wallet holds: enough, or what there was when the patience ended. Nobody is asked while the page is hidden. */
export async function awaitMoney({ look, amount, balance, signal, onChange }: Waiting): Promise<bigint> {
  let last = balance;
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    await pause(LOOK_MS, signal);
    await untilSeen(signal);
    const now = await look().catch(() => last);
    if (now >= amount) return now;
    if (now !== last) onChange(now);
    last = now;
  }
  return last;
}

const left = () => new Cancelled("Left the page.");

export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return until(signal, (done) => {
    const timer = setTimeout(done, ms);
    return () => clearTimeout(timer);
  });
}

function untilSeen(signal: AbortSignal): Promise<void> {
  if (!document.hidden) return Promise.resolve();
  return until(signal, (done) => {
    const onChange = () => document.hidden || done();
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  });
}

/** Until it is done; rejects when nobody waits any more. `start` returns what stops it. */
function until(signal: AbortSignal, start: (done: () => void) => () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(left());
    const end = (settle: () => void) => () => {
      stop();
      signal.removeEventListener("abort", onAbort);
      settle();
    };
    const onAbort = end(() => reject(left()));
    signal.addEventListener("abort", onAbort);
    const stop = start(end(resolve));
  });
}
