// The list of a backup's stored files, files.gz: a line for each, in the order of their keys, that says how many bytes it has and what
// they hash to. Lists are read as streams: a shop may have millions.
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { requireStorageKey } from "../storage/storage-key";

export interface NamedFile {
  key: string;
  bytes: bigint;
}

export interface ListedFile extends NamedFile {
  /** Null for one that the store did not have as its row says. */
  sha256: string | null;
}

const NONE = "-";

export const lineOf = ({ key, bytes, sha256 }: ListedFile) => Buffer.from(`${key} ${bytes} ${sha256 ?? NONE}\n`);

async function* linesOf(path: string): AsyncGenerator<string[]> {
  const text = createGunzip();
  // What goes wrong in reading ends the text, whose reader is told.
  pipeline(createReadStream(path), text).catch(() => {});
  let rest = "";
  for await (const chunk of text as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line.split(" ");
  }
  if (rest) throw new Error(`${path} ends in the middle of a line.`);
}

/** Reads what a snapshot named: keys and bytes. */
export async function* readNamed(path: string): AsyncGenerator<NamedFile> {
  for await (const [key = "", bytes = ""] of linesOf(path)) yield { key: requireStorageKey(key), bytes: BigInt(bytes) };
}

export async function* readList(path: string): AsyncGenerator<ListedFile> {
  for await (const [key = "", bytes = "", sha256 = NONE] of linesOf(path))
    yield { key: requireStorageKey(key), bytes: BigInt(bytes), sha256: sha256 === NONE ? null : sha256 };
}

/** Looks keys up that are asked for in their order, in one pass over a list. */
export class InOrder<T extends NamedFile> {
  readonly #list: AsyncIterator<T>;
  #next: T | null | undefined;

  constructor(list: AsyncIterator<T>) {
    this.#list = list;
  }

  async find(key: string): Promise<T | null> {
    while (this.#next === undefined || (this.#next && this.#next.key < key)) {
      const { done, value } = await this.#list.next();
      this.#next = done ? null : value;
    }
    return this.#next?.key === key ? this.#next : null;
  }

  /** What remains of those whose key begins with this; all before are passed over. */
  async takePrefix(prefix: string): Promise<T[]> {
    const taken: T[] = [];
    for (let next = await this.#peek(prefix); next?.key.startsWith(prefix); next = await this.#advance()) taken.push(next);
    return taken;
  }

  async #peek(from: string): Promise<T | null> {
    await this.find(from);
    return this.#next ?? null;
  }

  async #advance(): Promise<T | null> {
    const { done, value } = await this.#list.next();
    this.#next = done ? null : value;
    return this.#next ?? null;
  }
}

/** So many are copied at the same time. */
const AT_ONCE = 8;

/** Does work on each, some at a time, and yields the results in order. */
export async function* inBatches<T, R>(source: AsyncIterable<T>, work: (each: T) => Promise<R>): AsyncGenerator<R> {
  let batch: T[] = [];
  for await (const each of source) {
    batch.push(each);
    if (batch.length < AT_ONCE) continue;
    yield* await Promise.all(batch.map(work));
    batch = [];
  }
  yield* await Promise.all(batch.map(work));
}
