// Unsaved fields in this browser (IndexedDB), which survives reloads, crashes and offline times. Each page has its own entry, so that tabs
// do not overwrite each other, and holds a Web Lock of the entry's name while it is open.
import { createStore, del, entries, get, set, type UseStore } from "idb-keyval";
import type { Fields } from "./fields";

export interface KeptCopy {
  key: string;
  itemId: string;
  /** Those that were not saved. */
  fields: Partial<Fields>;
  /** What those of them that no version keeps were changed from. Copies of before have none. */
  base?: Partial<Fields>;
  /** The draft version that the edits are based on. */
  versionNumber: number;
  /** ISO 8601. */
  keptAt: string;
}

export interface KeptCopies {
  put(copy: Omit<KeptCopy, "key">): Promise<void>;
  /** Deletes this page's own copy. */
  drop(): Promise<void>;
  /** Calls `onFound` for each copy of the item without an open page, now or when its page closes. */
  watch(itemId: string, onFound: (copy: KeptCopy) => void): Promise<void>;
  forget(key: string): Promise<void>;
  /** Releases this page's copy, so that other pages may offer it. */
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
  /** Aborted on close: releases the lock and stops waiting for others. */
  stop: AbortController;
}

/** Called on first use, never during server rendering. */
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
      const report = async (key: string) => {
        const copy = await get<KeptCopy>(key, store);
        if (copy && !isFresh(copy)) await del(key, store);
        else if (copy) onFound(copy);
      };
      for (const [key, copy] of await entries<string, KeptCopy>(store)) {
        if (key === ownKey || copy.itemId !== itemId) continue;
        navigator.locks.request(lockOf(key), { signal: stop.signal }, () => report(key)).catch(() => {});
      }
    },
  };
}
