/** So many of each key at once and no more. */
export class Shares {
  readonly #taken = new Map<string, number>();

  /** Gives the place back when called, and once only; undefined where there is none. */
  take(key: string, most: number): (() => void) | undefined {
    const taken = this.#taken.get(key) ?? 0;
    if (taken >= most) return undefined;
    this.#taken.set(key, taken + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const left = (this.#taken.get(key) ?? 1) - 1;
      if (left > 0) this.#taken.set(key, left);
      else this.#taken.delete(key);
    };
  }
}
