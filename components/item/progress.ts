// Where a reader stopped in items they own, stored on this device only, for the items read last.

export interface Progress {
  /** Share of the item that was read, from 0 to 1. */
  fraction: number;
  /** Time of the last visit in milliseconds of the Unix epoch. */
  at: number;
}

const prefix = "pennypost.progress.";
const keptMax = 200;

/** Storage may be forbidden or full; nothing is stored then. */
function quietly<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}

function parseProgress(kept: string | null): Progress | null {
  const { fraction, at } = JSON.parse(kept ?? "{}") as Partial<Progress>;
  return typeof fraction === "number" && fraction >= 0 && fraction <= 1 && typeof at === "number" ? { fraction, at } : null;
}

/** Keeps the latest entries only, to bound the storage. */
function forgetOldest(): void {
  const kept = Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => ({ key, at: quietly(() => parseProgress(localStorage.getItem(key)))?.at ?? 0 }))
    .toSorted((a, b) => b.at - a.at);
  for (const { key } of kept.slice(keptMax)) localStorage.removeItem(key);
}

/** Null if the item was not opened in this browser, or storage is not available. */
export function readProgress(itemId: string): Progress | null {
  return quietly(() => parseProgress(localStorage.getItem(prefix + itemId)));
}

export function keepProgress(itemId: string, fraction: number): void {
  quietly(() => {
    const isNew = localStorage.getItem(prefix + itemId) === null;
    localStorage.setItem(prefix + itemId, JSON.stringify({ fraction: Math.round(fraction * 1e4) / 1e4, at: Date.now() }));
    if (isNew) forgetOldest();
  });
}
