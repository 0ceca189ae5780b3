// An answer that comes before the whole body, on a connection that ends with it: closed at once, a client that writes first and reads then
// sees a broken connection and no answer. So the rest of the body is read and thrown away first, up to a bound.
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

/** More than any body that a route reads whole; resumable uploads go on anyway. */
const REST_BYTES_MAX = 32 * 1024 ** 2;
const REST_MS_MAX = 10_000;

const hasBody = ({ headers }: IncomingMessage) =>
  Number(headers["content-length"] ?? 0) > 0 || headers["transfer-encoding"] !== undefined;

/** Resolves when nothing of the body is to come, or too much was. */
function readOut(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const timer = setTimeout(resolve, REST_MS_MAX);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    request.unpipe();
    // Whoever read it until now has answered.
    request.removeAllListeners("data");
    request.on("data", (part: Buffer) => {
      bytes += part.byteLength;
      if (bytes > REST_BYTES_MAX) done();
    });
    request.once("end", done).once("close", done).once("error", done);
    request.resume();
  });
}

/** Once in a process, before the first request. */
export function readBodiesOut(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (response.shouldKeepAlive || !hasBody(request)) return;
    const { end } = response;
    response.end = ((...part: Parameters<typeof end>) => {
      response.end = end;
      if (request.complete || request.destroyed) return Reflect.apply(end, response, part);
      const [chunk, encoding] = (part as unknown[]).filter((each) => typeof each !== "function");
      if (typeof chunk === "string") response.write(chunk, (encoding ?? "utf8") as BufferEncoding);
      else if (chunk instanceof Uint8Array) response.write(chunk);
      else response.flushHeaders();
      const onEnd = (part as unknown[]).find((each) => typeof each === "function") as (() => void) | undefined;
      void readOut(request).then(() => response.end(onEnd));
      return response;
    }) as typeof end;
  });
}
