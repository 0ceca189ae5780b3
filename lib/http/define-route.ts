// A route is a declaration (who may call, what comes in, what goes out) and one call of a domain verb.
// The same zod schemas validate the request and become /openapi.json.
import { z } from "zod";
import { findApiKey, type Scope } from "../auth/api-keys";
import type { Actor } from "../auth/types";
import type { Address } from "../kernel/address";
import { Refusal, type RefusalCode } from "../kernel/errors";
import { services } from "../services";
import { readJson } from "./body";
import { requireOperator } from "./operator";
import { sameOrigin } from "./origin";
import { toProblem } from "./problem";
import { type Limit, takeFrom } from "./rate-limit";
import { findActor } from "./session-cookie";

export interface RouteSpec {
  id: string;
  summary: string;
  description?: string;
  tag: "Items" | "Creators" | "Purchases" | "Library" | "Earnings" | "Session" | "Wallets" | "System";
  /** `session`: a wallet must be signed in. `optional`: the actor is passed if there is one. `operator`: the server's own token. */
  auth: "none" | "optional" | "session" | "operator";
  /** An API key with this scope may stand in for the session. */
  scope?: Scope;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Raw bodies are read by the handler itself. */
  rawBody?: { mediaType: string; description: string };
  bodyBytesMax?: number;
  limit?: Limit;
  /** What 2xx looks like: a JSON schema, or the media type of other bytes. */
  response: { status?: number; description: string; schema?: z.ZodType; mediaType?: string };
  errors?: RefusalCode[];
  /** Answers 402 with its payment requirements. */
  paid?: boolean;
}

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;
/** A session whose wallet signed in, or an API key of that wallet. */
interface SignedIn {
  wallet: Address;
}

export interface RouteContext<S extends RouteSpec> {
  request: Request;
  params: Output<S["params"]>;
  query: Output<S["query"]>;
  body: Output<S["body"]>;
  actor: S["auth"] extends "session" ? SignedIn : S["auth"] extends "optional" ? Actor | null : null;
}

interface NextContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}
export type RouteHandler = ((request: Request, context: NextContext) => Promise<Response>) & { spec: RouteSpec };

const bodyBytesDefault = 64 * 1024;

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const first = issues[0];
  throw new Refusal("invalid_request", first ? `${first.path || "Request"}: ${first.message}` : "Not understood.", { issues });
}

/** Amounts leave as decimal strings of atomic units, dates as ISO 8601. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? part.toString() : part));
}

/** The bearer of an API key, if the request carries one. */
async function findKeyHolder({ scope }: RouteSpec, headers: Headers): Promise<SignedIn | null> {
  const token = headers.get("authorization")?.match(/^Bearer (pp_.*)$/i)?.[1];
  if (!token) return null;
  const key = await findApiKey(services(), token);
  if (!key) throw new Refusal("not_signed_in", "This API key opens nothing: it was revoked, it ended, or it never was one.");
  if (!scope) throw new Refusal("not_allowed", "API keys cannot do this. Sign in with your wallet.");
  if (!key.scopes.includes(scope)) throw new Refusal("not_allowed", `This API key lacks the scope "${scope}".`);
  return { wallet: key.wallet };
}

async function actorFor(spec: RouteSpec, request: Request): Promise<Actor | SignedIn | null> {
  switch (spec.auth) {
    case "none":
      return null;
    case "operator":
      requireOperator(request.headers);
      return null;
    case "optional":
      return findActor(request.headers);
    case "session": {
      const actor = (await findKeyHolder(spec, request.headers)) ?? (await findActor(request.headers));
      if (!actor?.wallet) throw new Refusal("not_signed_in", "Sign in with your wallet first.");
      return actor;
    }
  }
}

function toResponse(result: unknown, spec: RouteSpec): Response {
  const headers = { "Cache-Control": "private, no-store" };
  if (result === undefined) return new Response(null, { status: 204, headers });
  return new Response(toJson(result), {
    status: spec.response.status ?? 200,
    headers: { ...headers, "Content-Type": "application/json" },
  });
}

/** What we say it is, is what it is. */
function asDeclared(response: Response): Response {
  response.headers.set("X-Content-Type-Options", "nosniff");
  return response;
}

export function defineRoute<const S extends RouteSpec>(
  spec: S,
  handle: (context: RouteContext<S>) => Promise<unknown>,
): RouteHandler {
  const route = async (request: Request, { params }: NextContext) => {
    try {
      const reads = request.method === "GET" || request.method === "HEAD";
      if (!reads) sameOrigin(request.headers);
      if (spec.limit) await takeFrom(spec.id, spec.limit, request.headers);
      const actor = await actorFor(spec, request);
      const context = {
        request,
        actor,
        params: spec.params ? parse(spec.params, await params) : undefined,
        query: spec.query ? parse(spec.query, Object.fromEntries(new URL(request.url).searchParams)) : undefined,
        body: spec.body ? parse(spec.body, await readJson(request, spec.bodyBytesMax ?? bodyBytesDefault)) : undefined,
      };
      const result = await handle(context as RouteContext<S>);
      // Whoever changed something sees it changed with the next request.
      if (!reads && spec.auth === "session") await services().publicCache.catchUp();
      return asDeclared(result instanceof Response ? result : toResponse(result, spec));
    } catch (error) {
      return asDeclared(toProblem(error));
    }
  };
  return Object.assign(route, { spec });
}

export { z };
