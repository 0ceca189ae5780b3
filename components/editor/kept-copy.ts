// What is typed and not saved yet, kept in this browser (IndexedDB): it outlives a reload, a crash and an hour without network.
// One entry a page, so that two tabs do not overwrite each other; a page that is alive holds a lock of its entry's name.
import { createStore, del, entries, get, set, type UseStore } from "idb-keyval";
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
  /** Tells of each copy of the item that no open page holds, at once or when the page that holds it is gone. */
  watch(itemId: string, onFound: (copy: KeptCopy) => void): Promise<void>;
  forget(key: string): Promise<void>;
  /** This page is done with: what it still holds is offered to the next. */
  close(): void;
}

const daysMax = 60;
const lockOf = (key: string) => `pennypost-desk:${key}`;

function isFresh({ keptAt }: KeptCopy): boolean {
  return Date.now() - Date.parse(keptAt) < daysMax * 86_400_000;
}

interface Entry {
  key: string;
  store: UseStore;
  /** Aborted when the page is done with: it holds nothing and waits for nothing any more. */
  stop: AbortController;
}

/** Opened by the browser when first needed, not while the page is made on the server. */
function openEntry(): Entry {
  const key = crypto.randomUUID();
  const stop = new AbortController();
  const closed = new Promise<void>((resolve) => stop.signal.addEventListener("abort", () => resolve()));
  navigator.locks.request(lockOf(key), () => closed).catch(() => {});
  return { key, store: createStore("pennypost-desk", "copies"), stop };
}

export function keptCopies(): KeptCopies {
  let entry: Entry | undefined;
  const own = (): Entry => {
    entry ??= openEntry();
    return entry;
  };
  return {
    async put(copy) {
      const { key, store } = own();
      await set(key, { ...copy, key }, store);
    },
    drop: async () => del(own().key, own().store),
    forget: async (key) => del(key, own().store),
    close() {
      entry?.stop.abort();
      entry = undefined;
    },
    async watch(itemId, onFound) {
      const { key: ownKey, store, stop } = own();
      const told = async (key: string) => {
        const copy = await get<KeptCopy>(key, store);
        if (copy && !isFresh(copy)) await del(key, store);
        else if (copy) onFound(copy);
      };
      for (const [key, copy] of await entries<string, KeptCopy>(store)) {
        if (key === ownKey || copy.itemId !== itemId) continue;
        navigator.locks.request(lockOf(key), { signal: stop.signal }, () => told(key)).catch(() => {});
      }
    },
  };
}
