// Bytes that a call sends as they are.
import type { SourceFile } from "./source-file";

export interface FileBody {
  bytes: number;
  /** Made anew for each attempt. */
  init(): RequestInit | Promise<RequestInit>;
}

const octets = "application/octet-stream";

export function blobBody(blob: Blob): FileBody {
  return { bytes: blob.size, init: () => ({ body: blob, headers: { "Content-Type": blob.type || octets } }) };
}

const base64Of = (hex: string) => btoa(hex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))));

/** With `sha256`, in hex, the server compares what arrives. */
export function sourceBody(file: SourceFile, sha256?: string): FileBody {
  const headers = { "Content-Type": octets, ...(sha256 ? { "Content-Digest": `sha-256=:${base64Of(sha256)}:` } : {}) };
  return {
    bytes: file.bytes,
    async init() {
      // Browsers send a stream to few servers and a blob to all; elsewhere nothing need be held.
      if (typeof window === "undefined") return { body: file.stream(), headers, duplex: "half" } as RequestInit;
      return { body: await new Response(file.stream()).blob(), headers };
    },
  };
}
