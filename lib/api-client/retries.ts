// Asks again where the server wants that, or did not answer, and asking twice does no harm. For programs that have the time to wait.
import { ApiProblem } from "./problem";

/** Runs an attempt, and again if it may. */
export type Retry = <T>(method: string, attempt: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

interface RetryOptions {
  attemptsMax?: number;
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** As long as our longest limit lasts. Who is asked to wait longer gives up. */
const patienceMs = 600_000;
const firstWaitMs = 1_000;
const passing = [0, 429, 502, 503, 504];

function sleepFor(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", leave);
      resolve();
    }, ms);
    signal?.addEventListener("abort", leave, { once: true });
  });
}

/** Retry-After (RFC 9110): seconds, or the time to wait for. */
function saidMs(retryAfter: string | null | undefined): number | undefined {
  if (!retryAfter) return undefined;
  const ms = Number.isNaN(Number(retryAfter)) ? Date.parse(retryAfter) - Date.now() : Number(retryAfter) * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
}

/** How long to wait before attempt `number + 1`; undefined where there is to be none. */
function waitMsOf(error: unknown, method: string, number: number): number | undefined {
  if (!(error instanceof ApiProblem) || !passing.includes(error.status)) return undefined;
  // Every PATCH of ours says what shall be, so only a POST may make something twice. 429 says that nothing was done.
  if (method === "POST" && error.status !== 429) return undefined;
  const ms = saidMs(error.retryAfter) ?? firstWaitMs * 2 ** (number - 1);
  return ms <= patienceMs ? ms : undefined;
}

export function retries({ attemptsMax = 5, sleep = sleepFor }: RetryOptions = {}): Retry {
  return async (method, attempt, signal) => {
    for (let number = 1; ; number++) {
      try {
        return await attempt();
      } catch (error) {
        const waitMs = number < attemptsMax ? waitMsOf(error, method, number) : undefined;
        if (waitMs === undefined) throw error;
        await sleep(waitMs, signal);
      }
    }
  };
}
