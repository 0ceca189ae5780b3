// Our own API, typed by the declarations of its routes. What comes back is the JSON as it crosses, typed as that: amounts are decimal
// strings, dates ISO 8601. Of the routes only their types are here, so that a page that calls one loads no schema.
import type { z } from "zod";
import type { FileBody } from "./file-body";
import { ApiProblem, readAnswer } from "./problem";
import type { Retry } from "./retries";
import type { apiRoutes } from "./routes";
import { type UrlParts, urlOf } from "./url";

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
export type Arguments<R extends Route> = object extends Input<Api[R]> ? [input?: Input<Api[R]>] : [input: Input<Api[R]>];

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

interface Parts extends UrlParts {
  body?: unknown;
  file?: FileBody;
  signal?: AbortSignal;
}

/** Of a slow line: 32 KB a second. */
const bytesPerMs = 32;

const jsonInit = (body: unknown): RequestInit =>
  body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };

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
      const [method = ""] = route.split(" ");
      const parts = (input ?? {}) as Parts;
      const url = origin + urlOf(route, parts);
      return retry(method, () => attempt(method, url, parts), parts.signal) as Promise<AnswerOf<typeof route>>;
    },
  };
}
