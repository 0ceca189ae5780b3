// Fixed-window limits per caller and route, in this process's memory.
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Refusal } from "../kernel/errors";
import type { Limit } from "../kernel/route-spec";

const limiters = new Map<string, RateLimiterMemory>();

function limiterOf(name: string, limit: Limit): RateLimiterMemory {
  const existing = limiters.get(name);
  if (existing) return existing;
  const limiter = new RateLimiterMemory({ keyPrefix: name, points: limit.requests, duration: limit.seconds });
  limiters.set(name, limiter);
  return limiter;
}

/** The address the nearest proxy (or Next itself) saw. */
function callerOf(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}

/** Takes one request from the caller's window; throws `too_many_requests` when none is left. */
export async function takeFrom(name: string, limit: Limit, headers: Headers): Promise<void> {
  try {
    await limiterOf(name, limit).consume(callerOf(headers));
  } catch (rejected) {
    if (!(rejected instanceof RateLimiterRes)) throw rejected;
    const seconds = Math.max(1, Math.ceil(rejected.msBeforeNext / 1000));
    throw new Refusal("too_many_requests", `Too many requests. Try again in ${seconds} s.`, {
      headers: { "Retry-After": String(seconds) },
    });
  }
}
