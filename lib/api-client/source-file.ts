// A file that can be sent: its path, its size and its bytes as a stream.
export interface SourceFile {
  /** With `/`, below the root of what was chosen. */
  path: string;
  bytes: number;
  stream(): ReadableStream<Uint8Array>;
}
