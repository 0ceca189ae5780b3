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
  /** This page is done with: what it still holds is offered to the next. */
  close(): void;
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

interface Entry {
  key: string;
  store: UseStore;
  release(): void;
}

/** Opened by the browser when first needed, not while the page is made on the server. */
function openEntry(): Entry {
  const key = crypto.randomUUID();
  let release = () => {};
  const closed = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks.request(lockOf(key), () => closed).catch(() => {});
  return { key, store: createStore("pennypost-desk", "copies"), release };
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
      entry?.release();
      entry = undefined;
    },
    async find(itemId) {
      const { store } = own();
      const [all, held] = await Promise.all([entries<string, KeptCopy>(store), alive()]);
      const orphans = all.map(([, copy]) => copy).filter((copy) => !held.has(lockOf(copy.key)));
      await Promise.all(orphans.filter((copy) => !isFresh(copy)).map((copy) => del(copy.key, store)));
      return orphans.filter((copy) => copy.itemId === itemId && isFresh(copy)).sort((a, b) => b.keptAt.localeCompare(a.keptAt));
    },
  };
}
