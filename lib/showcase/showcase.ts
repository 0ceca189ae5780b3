// What anybody may see, kept in this process until the database says that it has changed. Nothing is kept, and nothing kept is
// shown, while this process does not hear the database. What is of one reader, paid for, or not published never comes here.
import { serialize } from "node:v8";
import { LRUCache } from "lru-cache";
import type { Db } from "../db/client";
import type { Notices } from "../db/notices";

/** Of a value that is made of the pieces of many creators. */
export const market = "market";

export interface ShowDeps {
  db: Db;
  showcase: Showcase;
}

export interface Bounds {
  entries: number;
  bytes: number;
}

interface Kept {
  value: object;
  tags: string[];
}

/** One value for many readers: whoever changed it would change it for all. */
function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}

/** Told of each read where it came from, and of what keeps it from hearing the database. */
export interface Watcher {
  onShown(from: "memory" | "database"): void;
  onTrouble(error: unknown): void;
}

export class Showcase {
  readonly #notices: Notices;
  readonly #watcher: Watcher;
  readonly #kept: LRUCache<string, Kept>;
  /** Reads under way. One that is no longer here when it ends may have seen what was before. */
  readonly #reading = new Map<string, Promise<object | undefined>>();

  constructor(notices: Notices, { entries, bytes }: Bounds, watcher: Watcher) {
    this.#notices = notices;
    this.#watcher = watcher;
    const sizeCalculation = ({ value }: Kept) => serialize(value).byteLength;
    this.#kept = new LRUCache({ max: entries, maxSize: bytes, maxEntrySize: bytes / 8, sizeCalculation });
  }

  /** From now on values are kept. */
  open(): void {
    this.#notices.start({
      onNotice: (creatorId) => this.#drop(creatorId),
      onDeaf: () => this.#clear(),
      onTrouble: (error) => this.#watcher.onTrouble(error),
    });
  }

  close(): Promise<void> {
    return this.#notices.stop();
  }

  /** After a change of this process: resolves when nothing older is shown here. */
  catchUp(): Promise<void> {
    return this.#notices.catchUp();
  }

  /**
   * What is kept under this key, or else what `read` reads, which many at once share. `tagsOf` names whose changes end it: ids of
   * creators, or `market` for anybody's; null for what is not worth keeping. Nothing found is not kept.
   */
  async show<T extends object | undefined>(
    key: string,
    read: () => Promise<T>,
    tagsOf: (value: NonNullable<T>) => string[] | null,
  ): Promise<T> {
    const isHearing = this.#notices.isHearing();
    const kept = isHearing ? (this.#kept.get(key)?.value ?? this.#reading.get(key)) : undefined;
    this.#watcher.onShown(kept === undefined ? "database" : "memory");
    if (kept !== undefined) return kept as T | Promise<T>;
    const reading = read();
    if (!isHearing) return reading;
    this.#reading.set(key, reading);
    try {
      const value = await reading;
      const tags = value && tagsOf(value);
      if (tags && this.#reading.get(key) === reading) this.#keep(key, { value, tags });
      return value;
    } finally {
      if (this.#reading.get(key) === reading) this.#reading.delete(key);
    }
  }

  #keep(key: string, kept: Kept): void {
    freeze(kept.value);
    this.#kept.set(key, kept);
  }

  #drop(creatorId: string): void {
    this.#reading.clear();
    for (const [key, { tags }] of this.#kept.entries()) {
      if (tags.includes(creatorId) || tags.includes(market)) this.#kept.delete(key);
    }
  }

  #clear(): void {
    this.#reading.clear();
    this.#kept.clear();
  }
}
