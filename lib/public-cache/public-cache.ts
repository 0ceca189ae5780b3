// An in-memory cache of what every visitor may see, invalidated by database notifications. It is bypassed while notifications cannot
// be received. Drafts, paid content and anything about one reader never enter it.
import { serialize } from "node:v8";
import { LRUCache } from "lru-cache";
import type { Db } from "../db/client";
import type { NotificationListener } from "../db/notification-listener";
import type { Asker } from "../kernel/turns";

/** The tag of a value that is made of many creators' items: a change by any creator invalidates it. */
export const market = "market";

export interface PublicCacheDeps {
  db: Db;
  /** Who waits for the answer. */
  asker?: () => Asker | undefined;
  publicCache: PublicCache;
}

export interface Bounds {
  entries: number;
  bytes: number;
}

interface Entry {
  value: object;
  tags: string[];
}

/** Readers share one value, so it is frozen. */
function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}

export interface PublicCacheEvents {
  /** Called for each read, with where its value came from. */
  onRead(from: "memory" | "database"): void;
  /** Called once for each outage of the notifications. */
  onError(error: unknown): void;
}

export class PublicCache {
  readonly #listener: NotificationListener;
  readonly #events: PublicCacheEvents;
  readonly #entries: LRUCache<string, Entry>;
  /** Reads in progress. A change removes them from this map, so that what they read before it is not cached. */
  readonly #reading = new Map<string, Promise<object | undefined>>();

  constructor(listener: NotificationListener, { entries, bytes }: Bounds, events: PublicCacheEvents) {
    this.#listener = listener;
    this.#events = events;
    const sizeCalculation = ({ value }: Entry) => serialize(value).byteLength;
    this.#entries = new LRUCache({ max: entries, maxSize: bytes, maxEntrySize: bytes / 8, sizeCalculation });
  }

  /** Starts listening; nothing is cached before. */
  open(): void {
    this.#listener.start({
      onNotification: (creatorId) => this.#invalidate(creatorId),
      onDisconnect: () => this.#clear(),
      onError: (error) => this.#events.onError(error),
    });
  }

  close(): Promise<void> {
    return this.#listener.stop();
  }

  /** Resolves when every change committed before this call has invalidated what it concerns here. */
  catchUp(): Promise<void> {
    return this.#listener.catchUp();
  }

  /**
   * The value cached under `key`, or else the result of `read`, which concurrent callers share. `tagsOf` gives the tags that
   * invalidate it (ids of creators, or `market`), or null for a value that is not to be cached. `undefined` is not cached.
   */
  async get<T extends object | undefined>(
    key: string,
    read: () => Promise<T>,
    tagsOf: (value: NonNullable<T>) => string[] | null,
  ): Promise<T> {
    const isLive = this.#listener.isLive();
    const cached = isLive ? (this.#entries.get(key)?.value ?? this.#reading.get(key)) : undefined;
    this.#events.onRead(cached === undefined ? "database" : "memory");
    if (cached !== undefined) return cached as T | Promise<T>;
    const reading = read();
    if (!isLive) return reading;
    this.#reading.set(key, reading);
    try {
      const value = await reading;
      const tags = value && tagsOf(value);
      if (tags && this.#reading.get(key) === reading) this.#set(key, { value, tags });
      return value;
    } finally {
      if (this.#reading.get(key) === reading) this.#reading.delete(key);
    }
  }

  #set(key: string, entry: Entry): void {
    freeze(entry.value);
    this.#entries.set(key, entry);
  }

  #invalidate(creatorId: string): void {
    this.#reading.clear();
    for (const [key, { tags }] of this.#entries.entries()) {
      if (tags.includes(creatorId) || tags.includes(market)) this.#entries.delete(key);
    }
  }

  #clear(): void {
    this.#reading.clear();
    this.#entries.clear();
  }
}
