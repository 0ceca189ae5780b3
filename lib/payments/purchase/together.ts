// Work that is cheaper for many at once. Nobody waits for company: who comes alone goes alone, and who comes meanwhile goes next.

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

/**
 * While a run is under way those who come wait, and the next one takes all of them, up to `most`. `run` answers for each item in order,
 * and does all or nothing: when a run of several fails, each is run alone, so that only who is at fault hears of it. `isCommon` errors are
 * nobody's fault: all hear of them at once, and those behind do not wait. Throws TooMany.
 */
export function together<Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  most: number,
  isCommon: (error: unknown) => boolean = () => false,
) {
  const queue: Waiting<Item, Result>[] = [];
  let isRunning = false;

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

  async function runQueue(): Promise<void> {
    isRunning = true;
    for (let group = queue.splice(0, most); group.length > 0; group = queue.splice(0, most)) {
      const [only, ...others] = group;
      await (only && others.length === 0 ? runAlone(only) : runAll(group));
    }
    isRunning = false;
  }

  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (queue.length >= WAITING_MAX) return reject(new TooMany("too many wait for their turn"));
      queue.push({ item, resolve, reject });
      if (!isRunning) void runQueue();
    });
}
