// Two storage ports: unfinished uploads (a local folder) and finished files (local disk or S3), which never change.
import type { Readable } from "node:stream";

/** As it looks to those who want to store. */
export const storageStates = ["ok", "full", "unreachable"] as const;
export type StorageState = (typeof storageStates)[number];

export interface ByteRange {
  /** Inclusive. */
  start: number;
  /** Inclusive. */
  end: number;
}

/** Whose a store is, as the store itself says. */
export interface Owner {
  /** The shop's id. */
  shop: string;
  since: Date;
}

/** Headers of the answer to a signed URL. */
export interface ShownAs {
  mediaType: string;
  /** Content-Disposition. */
  disposition: string;
}

export interface ContentStore {
  /** Moves a finished local file into the store. Safe to repeat with the same bytes. */
  keep(path: string, storageKey: string): Promise<void>;
  /** Opens the bytes, or the given part of them. */
  open(storageKey: string, range?: ByteRange): Promise<Readable>;
  /** Number of bytes; undefined for what is not in the store. */
  size(storageKey: string): Promise<bigint | undefined>;
  remove(storageKey: string): Promise<void>;
  /** Marks a store without an owner as this shop's; resolves to whose it is. */
  claim(shop: string): Promise<Owner>;
  /** Whether there is room for more. Throws where the store cannot be reached. */
  hasRoom(): Promise<boolean>;
  /** A URL that serves the bytes directly for a few minutes; absent where the store has none or it is switched off. */
  signUrl?(storageKey: string, as: ShownAs): Promise<string>;
}

/** Unfinished uploads, each a file that is appended to. */
export interface Incoming {
  create(id: string): Promise<void>;
  /** Number of bytes received; undefined for an unknown upload. */
  size(id: string): Promise<number | undefined>;
  /** Appends from `offset` while `mayWrite` allows it. Bytes received before a failure stay. Resolves to the new size. */
  append(id: string, source: AsyncIterable<Uint8Array>, offset: number, mayWrite?: () => Promise<boolean>): Promise<number>;
  /** Reads the received bytes, after they are flushed to disk. */
  read(id: string): Promise<Readable>;
  path(id: string): string;
  remove(id: string): Promise<void>;
  /** As of the store: the folder may be another shop's. */
  claim(shop: string): Promise<Owner>;
  list(): Promise<{ id: string; changedAt: Date }[]>;
}
