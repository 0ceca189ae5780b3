// So many at once and no more: the others wait for their turn, and those for whom there is no room to wait are sent away. Nobody takes
// more than a share of it, and who goes away leaves the queue.
import { Shares } from "./shares";

export class NoRoom extends Error {
  override readonly name = "NoRoom";

  /** By name, since Next loads this file once for each bundle, and the turns of one are taken by all. */
  static override [Symbol.hasInstance](value: unknown): value is NoRoom {
    return value instanceof Error && value.name === "NoRoom";
  }
}

/** Who wants a turn. */
export interface Asker {
  /** Whose share it counts to. */
  client: string;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
}

export interface TurnLimits {
  atOnce: number;
  waitingMax: number;
  /** Of one client, running and waiting. */
  shareMax: number;
}

interface Waiting {
  begin(): void;
}

export class Turns {
  readonly #limits: TurnLimits;
  readonly #waiting = new Set<Waiting>();
  readonly #shares = new Shares();
  #running = 0;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /** Runs `work` when its turn comes. Throws NoRoom where too many wait, of this client or of all, and when the asker went away. */
  async take<T>(work: () => Promise<T>, asker?: Asker): Promise<T> {
    const giveBack = asker && this.#shares.take(asker.client, this.#limits.shareMax);
    if (asker && !giveBack) throw new NoRoom("too many of one client are waiting");
    try {
      await this.#begin(asker?.signal);
      try {
        return await work();
      } finally {
        this.#end();
      }
    } finally {
      giveBack?.();
    }
  }

  async #begin(signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) throw new NoRoom("the client went away");
    if (this.#running < this.#limits.atOnce) this.#running++;
    else if (this.#waiting.size >= this.#limits.waitingMax) throw new NoRoom("too many are waiting");
    else await this.#wait(signal);
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(waiting);
        reject(new NoRoom("the client went away"));
      };
      const waiting = {
        begin: () => {
          signal?.removeEventListener("abort", leave);
          resolve();
        },
      };
      this.#waiting.add(waiting);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }

  #end(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#running--;
      return;
    }
    // The place is handed on, so that nobody comes in between.
    this.#waiting.delete(next);
    next.begin();
  }
}
