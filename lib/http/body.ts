// Request bodies, read with a bound.
import { Refusal } from "../kernel/errors";

const ARRIVED_MS = 60_000;

/** Reads at most `bytesMax` bytes; a longer body is refused as soon as it is seen to be longer. */
export async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array> {
  const tooLarge = () => new Refusal("too_large", `The request is larger than ${bytesMax} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of arriving(request)) {
    size += chunk.byteLength;
    if (size > bytesMax) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body's pieces, which must all be there in a minute: whoever reads it holds a place, and much of it is memory. */
async function* arriving(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void reader?.cancel().catch(() => {});
  }, ARRIVED_MS);
  try {
    for (let read = await reader?.read(); read?.value; read = await reader?.read()) yield read.value;
    if (isLate) throw new Refusal("timed_out", "The body did not arrive within a minute.");
  } finally {
    clearTimeout(timer);
    await reader?.cancel().catch(() => {});
  }
}

/** Reads a JSON body. */
export async function readJson(request: Request, bytesMax: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
    throw new Refusal("unsupported_media_type", "Send the body as application/json.");
  }
  const bytes = await readBytes(request, bytesMax);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal("invalid_request", "The body is not valid JSON.");
  }
}
