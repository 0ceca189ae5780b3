// Work that is cheaper for many at once. Nobody waits for company, unless `gather` says so: who comes alone goes alone, and who comes
// meanwhile goes next.

/** How many may wait for a turn of one kind. */
const WAITING_MAX = 1_000;

/** Too many wait already; nothing was done. */
export class TooMany extends Error {
  override readonly name = "TooMany";
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface Togetherness<Item> {
  /** How many go in one run. */
  most: number;
  /** How many runs may be under way at a time; one when absent. */
  lanes?: number;
  /** An error that is nobody's fault: all hear of it at once, and those behind do not wait. */
  isCommon?: (error: unknown) => boolean;
  /** Asked while somebody waits and none is being gathered: how many of those who wait go now, or will when it has waited for more. */
  gather?: (waiting: readonly { item: Item }[]) => number | Promise<number>;
}

/**
 * While as many runs as may be are under way those who come wait, and the next takes all of them, up to `most`. `run` answers for each item
 * in order, and does all or nothing: when a run of several fails, each is run alone, so that only who is at fault hears of it. Throws
 * TooMany.
 */
export function together<Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  { most, lanes = 1, isCommon = () => false, gather = () => most }: Togetherness<Item>,
) {
  const queue: Waiting<Item, Result>[] = [];
  let running = 0;
  let isGathering = false;

  async function runAlone({ item, resolve, reject }: Waiting<Item, Result>): Promise<void> {
    await run([item]).then(([result]) => resolve(result as Result), reject);
  }

  async function runAll(group: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (isCommon(error)) for (const { reject } of group) reject(error);
      else for (const each of group) await runAlone(each);
    }
  }

  async function gathered(count: Promise<number>): Promise<number> {
    isGathering = true;
    try {
      return await count;
    } catch {
      // A wait that failed is over: nobody may be left behind it.
      return most;
    } finally {
      isGathering = false;
    }
  }

  async function runLane(): Promise<void> {
    running++;
    while (queue.length > 0 && !isGathering) {
      const count = gather(queue);
      const group = queue.splice(0, Math.min(most, typeof count === "number" ? count : await gathered(count)));
      const [only, ...others] = group;
      const done = only && others.length === 0 ? runAlone(only) : runAll(group);
      // Lanes that ended while this one was gathering have left, and nobody else may come.
      if (queue.length > 0 && running < lanes && !isGathering) void runLane();
      await done;
    }
    running--;
  }

  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (queue.length >= WAITING_MAX) return reject(new TooMany("too many wait for their turn"));
      queue.push({ item, resolve, reject });
      if (running < lanes && !isGathering) void runLane();
    });
}
