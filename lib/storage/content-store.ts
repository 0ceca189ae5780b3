// Where files live. Two ports: the folder in which uploads grow, and the store of finished files (local disk or S3), whose bytes never change.
import type { Readable } from "node:stream";

export interface ByteRange {
  /** Inclusive. */
  start: number;
  /** Inclusive. */
  end: number;
}

/** What stands in a store: nothing of it is told from a name a person gave. */
export interface StoredObject {
  storageKey: string;
  storedAt: Date;
}

/** How a signed URL answers. */
export interface ShownAs {
  mediaType: string;
  /** Content-Disposition. */
  disposition: string;
}

export interface ContentStore {
  /** Takes a finished file of this machine, which is gone afterwards. Safe to repeat with the same bytes. */
  keep(path: string, storageKey: string): Promise<void>;
  /** Opens the bytes, or the given part of them. */
  open(storageKey: string, range?: ByteRange): Promise<Readable>;
  remove(storageKey: string): Promise<void>;
  list(): AsyncIterable<StoredObject>;
  /** Where the bytes can be had for a few minutes without us. Absent where there is no such place, or it is not wanted. */
  signUrl?(storageKey: string, as: ShownAs): Promise<string>;
}

/** Unfinished uploads, each a file that grows by appending. */
export interface Incoming {
  create(id: string): Promise<void>;
  /** How many bytes have arrived; undefined if there is no such upload here. */
  size(id: string): Promise<number | undefined>;
  /** Writes from `offset` on, as long as `mayWrite` says so. What arrived before a failure stays. Resolves to the new size. */
  append(id: string, source: AsyncIterable<Uint8Array>, offset: number, mayWrite?: () => boolean): Promise<number>;
  /** Reads what has arrived, after it is safe on the disk. */
  read(id: string): Promise<Readable>;
  path(id: string): string;
  remove(id: string): Promise<void>;
  list(): Promise<{ id: string; changedAt: Date }[]>;
}
