// Content-Length of what is streamed. Next drops the header from every answer of a route handler, in case the body was decoded on the
// way (its send-response.js), and a download without it shows no progress. So it travels under another name until the head is written.
import { ServerResponse } from "node:http";

const KNOWN_LENGTH = "pennypost-length";

/** For an answer that is made at once. */
export const lengthHeader = (bytes: number) => ({ [KNOWN_LENGTH]: String(bytes) });

export function setLength(headers: Headers, bytes: number | bigint): void {
  headers.set("Content-Length", String(bytes));
  headers.set(KNOWN_LENGTH, String(bytes));
}

/** Once in a process, before the first answer. */
export function sendKnownLengths(): void {
  const { writeHead } = ServerResponse.prototype;
  ServerResponse.prototype.writeHead = function (this: ServerResponse, ...head: unknown[]) {
    const length = this.getHeader(KNOWN_LENGTH);
    if (length !== undefined) {
      this.removeHeader(KNOWN_LENGTH);
      // Compressed on the way, it has another length.
      if (!this.hasHeader("Content-Encoding")) this.setHeader("Content-Length", length);
    }
    return Reflect.apply(writeHead, this, head) as ServerResponse;
  } as typeof writeHead;
}
