// The file as the maker sees it: its size, and reads of byte ranges. Only the parent process knows where it is stored.

export interface Source {
  bytes: number;
  /** `end` is exclusive. A maker that reads more than its bound in total is stopped. */
  read(start: number, end: number): Promise<Uint8Array>;
}

const pieceBytes = 1024 * 1024;

/** The whole file, chunk by chunk. */
export async function* pieces(source: Source): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < source.bytes; start += pieceBytes) {
    yield await source.read(start, Math.min(start + pieceBytes, source.bytes));
  }
}

export async function readWhole(source: Source): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces(source)) all.push(piece);
  return Buffer.concat(all);
}
