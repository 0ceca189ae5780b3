// How often a caller may ask. Most limits guard this process and count in its memory; a shared one guards what all servers have in
// common (the node, the gas, rows) and counts in the database.
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  RLWrapperTimeouts,
} from "rate-limiter-flexible";
import type { Db } from "../db/client";
import { Refusal } from "../kernel/errors";
import type { Limit } from "../kernel/route-spec";

export interface Limits {
  /** Takes one request from the caller's window; throws `too_many_requests` when none is left. `of`: what there are too many of. */
  take(name: string, limit: Limit, caller: string, of?: string): Promise<void>;
  /** Takes none, and throws `too_many_requests` when none is left. */
  check(name: string, limit: Limit, caller: string, of?: string): Promise<void>;
  /** Takes one that was let through already, whether or not one is left. */
  count(name: string, limit: Limit, caller: string): Promise<void>;
}

/** A database that takes longer is not waited for: this process counts for itself. */
const STORE_TIMEOUT_MS = 1_000;

function createLimiter({ pool }: Db, name: string, { requests, seconds, isShared }: Limit): RateLimiterAbstract {
  const window = { keyPrefix: name, points: requests, duration: seconds };
  const inMemory = new RateLimiterMemory(window);
  if (!isShared) return inMemory;
  const limiter = new RateLimiterPostgres({
    ...window,
    storeClient: pool,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    clearExpiredByTimeout: false,
    // Who has used up a window is refused without asking the database again.
    inMemoryBlockOnConsumed: requests,
  });
  return new RLWrapperTimeouts({ limiter, timeoutMs: STORE_TIMEOUT_MS, insuranceLimiter: inMemory });
}

/** `of`: what there are too many of. */
export function tooManyRequests(of: string, seconds: number): Refusal {
  return new Refusal("too_many_requests", `Too many ${of}. Try again in ${seconds} s.`, {
    headers: { "Retry-After": String(seconds) },
  });
}

const secondsUntil = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1000));

/** Windows are fixed: the first request opens one. */
export function createLimits(db: Db): Limits {
  const limiters = new Map<string, RateLimiterAbstract>();
  const limiterOf = (name: string, limit: Limit) => {
    const limiter = limiters.get(name) ?? createLimiter(db, name, limit);
    limiters.set(name, limiter);
    return limiter;
  };
  return {
    async take(name, limit, caller, of = "requests") {
      try {
        await limiterOf(name, limit).consume(caller);
      } catch (rejected) {
        throw rejected instanceof RateLimiterRes ? tooManyRequests(of, secondsUntil(rejected)) : rejected;
      }
    },
    async check(name, limit, caller, of = "requests") {
      const window = await limiterOf(name, limit).get(caller);
      if (window && window.consumedPoints >= limit.requests) throw tooManyRequests(of, secondsUntil(window));
    },
    async count(name, limit, caller) {
      await limiterOf(name, limit).penalty(caller);
    },
  };
}
