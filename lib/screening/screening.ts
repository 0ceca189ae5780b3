// Asks a service of the operator's whether payments of a wallet may be taken: POST {"address": …} → {"blocked": true or false}. While it does
// not say so, no payment is begun: whoever screens wallets must not sell to one that was not screened.
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Address } from "../kernel/address";
import { readBoundedJson } from "../kernel/bounded-json";
import { createBreaker } from "../kernel/breaker";
import { elapsedMs } from "../kernel/clock";

const TIMEOUT_MS = 2_000;
const ANSWER_BYTES_MAX = 4 * 1024;
const KEPT_MS = 10 * 60_000;
const KEPT_MAX = 10_000;

const answerSchema = z.object({ blocked: z.boolean() });

/** Whether the service blocks one of these wallets. Throws where it does not say. */
export type Screen = (wallets: readonly Address[]) => Promise<boolean>;

interface Kept {
  isBlocked: Promise<boolean>;
  until: number;
}

export interface ScreeningOptions {
  url: string;
  token?: string | undefined;
  /** Called with the first failure of an outage. */
  onFailure(error: unknown): void;
}

export function createScreening({ url, token, onFailure }: ScreeningOptions): Screen {
  const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  const breaker = createBreaker();
  const kept = new LRUCache<Address, Kept>({ max: KEPT_MAX });
  let isFailing = false;

  async function ask(address: Address): Promise<boolean> {
    const answer = await fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify({ address }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: "error",
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      throw new Error(`the screening service answers ${answer.status}`);
    }
    return answerSchema.parse(await readBoundedJson(answer, ANSWER_BYTES_MAX, "the screening service")).blocked;
  }

  async function watched(address: Address): Promise<boolean> {
    try {
      const isBlocked = await breaker.watch(ask(address));
      isFailing = false;
      return isBlocked;
    } catch (error) {
      kept.delete(address);
      if (!isFailing) onFailure(error);
      isFailing = true;
      throw error;
    }
  }

  function screen(address: Address): Promise<boolean> {
    const before = kept.get(address);
    if (before && before.until > elapsedMs()) return before.isBlocked;
    if (breaker.isOpen()) return Promise.reject(new Error("the screening service does not answer"));
    const isBlocked = watched(address);
    kept.set(address, { isBlocked, until: elapsedMs() + KEPT_MS });
    return isBlocked;
  }

  return async (wallets) => (await Promise.all(wallets.map(screen))).some(Boolean);
}
