// So many at once and no more: the others wait for their turn, and those for whom there is no room to wait are sent away.

export class NoRoom extends Error {
  override readonly name = "NoRoom";
}

export class Turns {
  readonly #atOnce: number;
  readonly #waitingMax: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(atOnce: number, waitingMax: number) {
    this.#atOnce = atOnce;
    this.#waitingMax = waitingMax;
  }

  /** Runs `work` when its turn comes. Throws NoRoom, at once, where too many wait. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running++;
    else {
      if (this.#waiting.length >= this.#waitingMax) throw new NoRoom("too many are waiting");
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place is handed on, so that nobody comes in between.
      if (next) next();
      else this.#running--;
    }
  }
}
