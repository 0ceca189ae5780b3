// What is typed and not saved yet, kept in this browser (IndexedDB): it outlives a reload, a crash and an hour without network.
// One entry a page, so that two tabs do not overwrite each other; a page that is alive holds a lock of its entry's name.
import { createStore, del, entries, set, type UseStore } from "idb-keyval";
import type { Fields } from "./fields";

export interface KeptCopy {
  key: string;
  itemId: string;
  fields: Fields;
  /** The draft version that the words were typed upon. */
  versionNumber: number;
  /** ISO 8601. */
  keptAt: string;
}

export interface KeptCopies {
  put(copy: Omit<KeptCopy, "key">): Promise<void>;
  /** Forgets this page's own copy. */
  drop(): Promise<void>;
  /** Copies of the item that no open page holds, newest first. */
  find(itemId: string): Promise<KeptCopy[]>;
  forget(key: string): Promise<void>;
}

const daysMax = 60;
const lockOf = (key: string) => `pennypost-desk:${key}`;

async function alive(): Promise<Set<string>> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return new Set([...held, ...pending].map(({ name = "" }) => name));
}

function isFresh({ keptAt }: KeptCopy): boolean {
  return Date.now() - Date.parse(keptAt) < daysMax * 86_400_000;
}

/** Lives until `signal` is aborted. */
export function openKeptCopies(signal: AbortSignal): KeptCopies {
  const key = crypto.randomUUID();
  const store: UseStore = createStore("pennypost-desk", "copies");
  const closed = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  navigator.locks.request(lockOf(key), () => closed).catch(() => {});
  return {
    put: (copy) => set(key, { ...copy, key }, store),
    drop: () => del(key, store),
    forget: (other) => del(other, store),
    async find(itemId) {
      const [all, held] = await Promise.all([entries<string, KeptCopy>(store), alive()]);
      const orphans = all.map(([, copy]) => copy).filter((copy) => !held.has(lockOf(copy.key)));
      await Promise.all(orphans.filter((copy) => !isFresh(copy)).map((copy) => del(copy.key, store)));
      return orphans.filter((copy) => copy.itemId === itemId && isFresh(copy)).sort((a, b) => b.keptAt.localeCompare(a.keptAt));
    },
  };
}
