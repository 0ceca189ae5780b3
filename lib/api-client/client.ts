// Our own API, typed by the declarations of its routes. What comes back is the JSON as it crosses, typed as that: amounts are decimal
// strings, dates ISO 8601. Of the routes only their types are here, so that a page that calls one loads no schema.
import type { z } from "zod";
import type { FileBody } from "./file-body";
import { ApiProblem, problemOf } from "./problem";
import { readText } from "./read-text";
import type { Retry } from "./retries";
import type { apiRoutes } from "./routes";

type Api = typeof apiRoutes;
/** "PATCH /api/items/{itemId}" */
export type Route = keyof Api;

/** A part of the input under its name, which may be left out where nothing in it must be said. */
type Part<Spec, Name extends string> =
  Spec extends Record<Name, infer S extends z.ZodType>
    ? Name extends "query"
      ? Partial<z.input<S>> extends z.input<S>
        ? { [name in Name]?: z.input<S> }
        : { [name in Name]: z.input<S> }
      : { [name in Name]: z.input<S> }
    : unknown;

type File<Spec> = Spec extends { rawBody: unknown } ? { file: FileBody } : unknown;
type Input<Spec> = Part<Spec, "params"> & Part<Spec, "query"> & Part<Spec, "body"> & File<Spec> & { signal?: AbortSignal };
type Arguments<R extends Route> = object extends Input<Api[R]> ? [input?: Input<Api[R]>] : [input: Input<Api[R]>];

/** The JSON that a route answers; undefined where it answers nothing. */
export type AnswerOf<R extends Route> = Api[R]["response"] extends { schema: infer S extends z.ZodType } ? z.input<S> : undefined;

export interface Client {
  /** Rejects with an `ApiProblem`, or with the reason of `signal`. */
  call<R extends Route>(route: R, ...input: Arguments<R>): Promise<AnswerOf<R>>;
}

export interface ClientOptions {
  /** Empty for the page's own. */
  origin: string;
  /** An API key; without one, a browser's session acts. */
  key?: string;
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** `retries()`; without it, each call is made once. */
  retry?: Retry;
  /** How long an answer may take; what is sent has more time by its size. */
  patienceMs?: number;
}

interface Parts {
  params?: Record<string, string>;
  query?: Record<string, string | undefined>;
  body?: unknown;
  file?: FileBody;
  signal?: AbortSignal;
}

/** Of a slow line: 32 KB a second. */
const bytesPerMs = 32;

function urlOf(path: string, { params = {}, query = {} }: Parts): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const said = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return said.length ? `${filled}?${new URLSearchParams(said)}` : filled;
}

const jsonInit = (body: unknown): RequestInit =>
  body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };

async function readAnswer(response: Response): Promise<unknown> {
  if (!response.ok) throw await problemOf(response);
  try {
    const text = await readText(response);
    return text === "" ? undefined : JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    const detail = "What answered is not the server, or not as it should.";
    throw new ApiProblem({ status: response.status, code: "internal", detail }, { cause: error });
  }
}

function unreachable(cause: unknown): ApiProblem {
  const detail = "The server could not be reached. Check the connection and try again.";
  return new ApiProblem({ status: 0, code: "unavailable", detail }, { cause });
}

export function createClient(options: ClientOptions): Client {
  const { origin, key, retry = (_method, attempt) => attempt(), patienceMs = 20_000 } = options;
  const ask = options.fetch ?? ((url: string, init: RequestInit) => fetch(url, init));
  const authorization: Record<string, string> = key ? { Authorization: `Bearer ${key}` } : {};

  async function attempt(method: string, url: string, parts: Parts): Promise<unknown> {
    const { signal, body, file } = parts;
    signal?.throwIfAborted();
    // Without a file the request leaves at once: a page that is being closed has no later.
    const { headers, ...init } = file ? await file.init() : jsonInit(body);
    const bytes = file?.bytes ?? (typeof init.body === "string" ? init.body.length : 0);
    const timeout = AbortSignal.timeout(patienceMs + Math.ceil(bytes / bytesPerMs));
    try {
      const response = await ask(url, {
        method,
        cache: "no-store",
        ...init,
        headers: { ...authorization, ...(headers as Record<string, string>) },
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      });
      return await readAnswer(response);
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof ApiProblem ? error : unreachable(error);
    }
  }

  return {
    call(route, ...[input]) {
      const [method = "", path = ""] = route.split(" ");
      const parts = (input ?? {}) as Parts;
      const url = origin + urlOf(path, parts);
      return retry(method, () => attempt(method, url, parts), parts.signal) as Promise<AnswerOf<typeof route>>;
    },
  };
}
