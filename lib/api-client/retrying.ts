// The documented API as an import uses it, from a browser's session or with a key. Asked to wait, it waits; cut off, it asks again
// where asking twice does no harm.
import { hexToBytes } from "@noble/hashes/utils.js";
import type { SourceFile } from "./source-file";

const attemptsMax = 5;
const patienceMs = 60_000;

/** What the server refused, or that it could not be reached; `message` is for a person. */
export class ApiFailure extends Error {
  override readonly name = "ApiFailure";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface ApiOptions {
  /** Empty for the page's own. */
  origin: string;
  key?: string;
  fetch?: typeof fetch;
  sleep?: (ms: number) => Promise<void>;
}

export interface Api {
  call<T>(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<T>;
  /** Sends the bytes as they are, for the server to compare with their hash if one is given. */
  send<T>(method: "POST" | "PUT", path: string, file: SourceFile, sha256?: string): Promise<T>;
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const { code, detail } = ((await response.json().catch(() => null)) ?? {}) as { code?: unknown; detail?: unknown };
  const message = typeof detail === "string" ? detail : `The server answered ${response.status}.`;
  return new ApiFailure(typeof code === "string" ? code : "internal", message);
}

function waitOf(response: Response): number | undefined {
  if (response.status !== 429 && response.status !== 503) return undefined;
  return Math.min(Number(response.headers.get("retry-after") ?? 1) * 1000 || 1000, patienceMs);
}

export function createApi({
  origin,
  key,
  fetch: ask = fetch,
  sleep = (ms) => new Promise((done) => setTimeout(done, ms)),
}: ApiOptions): Api {
  const authorization: Record<string, string> = key ? { Authorization: `Bearer ${key}` } : {};

  async function attempt(method: string, path: string, makeInit: () => Promise<RequestInit>, number = 1): Promise<Response> {
    const again = async (ms: number) => {
      await sleep(ms);
      return attempt(method, path, makeInit, number + 1);
    };
    const response = await makeInit()
      .then((init) => ask(origin + path, { method, ...init }))
      .catch(() => undefined);
    if (!response) {
      // Whether it arrived is not known: what makes something new is not sent twice.
      if (method !== "POST" && number < attemptsMax) return again(500 * 2 ** number);
      throw new ApiFailure("unavailable", "The server could not be reached. Run the import again to go on.");
    }
    const wait = waitOf(response);
    if (wait !== undefined && number < attemptsMax) return again(wait);
    if (!response.ok) throw await failureOf(response);
    return response;
  }

  const answerOf = async (response: Response) => (response.status === 204 ? undefined : await response.json());

  return {
    async call(method, path, body) {
      const headers = { ...authorization, ...(body === undefined ? {} : { "Content-Type": "application/json" }) };
      const init = { headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      return answerOf(await attempt(method, path, async () => init));
    },
    async send(method, path, file, sha256) {
      const digest: Record<string, string> = sha256 ? { "Content-Digest": `sha-256=:${hexToBase64(sha256)}:` } : {};
      const headers = { ...authorization, "Content-Type": "application/octet-stream", ...digest };
      return answerOf(await attempt(method, path, async () => ({ headers, ...(await bodyOf(file)) })));
    },
  };
}

const hexToBase64 = (hex: string) => btoa(String.fromCharCode(...hexToBytes(hex)));

/** Browsers send a stream to few servers and a blob to all; elsewhere nothing need be held. */
async function bodyOf(file: SourceFile): Promise<RequestInit> {
  if (typeof window === "undefined") return { body: file.stream(), duplex: "half" } as RequestInit;
  return { body: await new Response(file.stream()).blob() };
}
