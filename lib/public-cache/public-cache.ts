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

/** What was read while something was made of it. */
export interface Read {
  tags: Set<string>;
  isAllCached: boolean;
}

/** Where it is kept while that is made, for whatever reads on the way: an AsyncLocalStorage, or what serves as one. */
interface Making {
  getStore(): Read | undefined;
  run<T>(read: Read, make: () => Promise<T>): Promise<T>;
}

/** How long what nobody tells of is shown: settings in what is made, the popularity of items. */
const UNTOLD_MS = 10 * 60_000;
/** A fifth more or less, so that not all of it ends at once. */
const untoldFor = () => Math.round(UNTOLD_MS * (0.8 + 0.4 * Math.random()));

/** Readers share one value, so it is frozen; bytes cannot be. */
function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}

/** `tags` is null for what was not cached. */
interface Found {
  value: object | undefined;
  tags: string[] | null;
}

export interface PublicCacheEvents {
  /** Called for each read, with where its value came from. */
  onRead(from: "memory" | "database"): void;
  /** Called once for each outage of the notifications. */
  onError(error: unknown): void;
}

function note(making: Read, tags: string[] | null): void {
  if (!tags) making.isAllCached = false;
  for (const tag of tags ?? []) making.tags.add(tag);
}

export class PublicCache {
  readonly #listener: NotificationListener;
  readonly #events: PublicCacheEvents;
  readonly #entries: LRUCache<string, Entry>;
  /** Reads in progress. A change removes them from this map, so that what they read before it is not cached. */
  readonly #reading = new Map<string, Promise<Found>>();
  readonly #making: Making;

  constructor(listener: NotificationListener, { entries, bytes }: Bounds, events: PublicCacheEvents, making: Making) {
    this.#making = making;
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
   * invalidate it (ids of creators, or `market`), or null for a value that is not to be cached. `undefined` is not cached. What shows
   * something `untold` is read anew after some minutes as well.
   */
  async get<T extends object | undefined>(
    key: string,
    read: () => Promise<T>,
    tagsOf: (value: NonNullable<T>) => string[] | null,
    isUntold = false,
  ): Promise<T> {
    const making = this.#making.getStore();
    try {
      const { value, tags } = await this.#find(
        key,
        read,
        tagsOf as (value: object) => string[] | null,
        isUntold ? untoldFor() : 0,
      );
      if (making) note(making, tags);
      return value as T;
    } catch (error) {
      if (making) note(making, null);
      throw error;
    }
  }

  /**
   * The same for what is made of values of this cache: whatever invalidates one of them invalidates it, and it is not cached if one of
   * them is not.
   */
  async make<T extends object | undefined>(key: string, make: () => Promise<T>): Promise<{ value: T; isKept: boolean }> {
    const read: Read = { tags: new Set(), isAllCached: true };
    const tagsOf = () => (read.isAllCached && read.tags.size > 0 ? [...read.tags] : null);
    const { value, tags } = await this.#find(key, () => this.#making.run(read, make), tagsOf, untoldFor());
    return { value: value as T, isKept: tags !== null };
  }

  /** What is being made is not to be cached, whatever it is made of. */
  dontKeep(): void {
    const making = this.#making.getStore();
    if (making) note(making, null);
  }

  #find(
    key: string,
    read: () => Promise<object | undefined>,
    tagsOf: (value: object) => string[] | null,
    ttl = 0,
  ): Promise<Found> {
    const isLive = this.#listener.isLive();
    const cached = isLive ? (this.#entries.get(key) ?? this.#reading.get(key)) : undefined;
    this.#events.onRead(cached === undefined ? "database" : "memory");
    if (cached !== undefined) return Promise.resolve(cached);
    const isCurrent = () => this.#reading.get(key) === reading;
    const reading: Promise<Found> = read()
      .then((value) => {
        const tags = value && isCurrent() ? tagsOf(value) : null;
        if (value && tags) this.#set(key, { value, tags }, ttl);
        return { value, tags };
      })
      .finally(() => isCurrent() && this.#reading.delete(key));
    if (isLive) this.#reading.set(key, reading);
    return reading;
  }

  #set(key: string, entry: Entry, ttl: number): void {
    freeze(entry.value);
    this.#entries.set(key, entry, { ttl });
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
