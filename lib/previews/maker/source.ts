// The file as the maker sees it: so many bytes, read in pieces. Where they lie is known to the parent process only.

export interface Source {
  bytes: number;
  /** `end` is exclusive. Who asks for too much in all is ended. */
  read(start: number, end: number): Promise<Uint8Array>;
}

const pieceBytes = 1024 * 1024;

/** The whole, piece by piece. */
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
