// A route is a declaration (who may call, what comes in, what goes out) and one call of a domain verb.
// The same zod schemas validate the request and become the OpenAPI documents.
import type { z } from "zod";
import { Refusal } from "../kernel/errors";
import { fieldIssuesOf } from "../kernel/field-issues";
import type { Limit, RouteSpec } from "../kernel/route-spec";
import { readJson } from "./body";
import { noteRoute } from "./node/exchange";
import { sameOrigin } from "./origin";
import { type ProblemDeps, toProblem } from "./problem";
import { findUndeclared } from "./undeclared";

type OnUndeclared = (routeId: string, path: string) => void;

type Auth = RouteSpec["auth"];

/** What routes need to know of whoever calls: handed in once. `Actors` says who acts for each `auth` of a declaration. */
export interface RouteDeps<Actors extends Record<Auth, unknown>, Scope extends string> extends ProblemDeps {
  /** Throws where somebody else asks than the declaration says. */
  findActor<A extends Auth>(asked: { auth: A; scope?: Scope }, headers: Headers): Promise<Actors[A]>;
  /** Takes one request of a route from its caller's window. Throws when none is left. */
  take(routeId: string, limit: Limit, actor: Actors[Auth], headers: Headers): Promise<void>;
  /** Where people see this site, as https://pennypost.example. */
  origin(): string;
  /** Called when a handler's answer has a field that its codec does not declare; the field is left out. May throw. */
  onUndeclared: OnUndeclared;
  /** Resolves when this server shows nothing older than what was just changed. */
  catchUp(): Promise<void>;
}

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler answers where it makes no Response itself: a value of the declared codec, or nothing. */
type Answer<S extends RouteSpec> = S["response"] extends { schema: infer C extends z.ZodType } ? z.output<C> : unknown;

export interface RouteContext<S extends RouteSpec, Actors extends Record<Auth, unknown>> {
  request: Request;
  params: Output<S["params"]>;
  query: Output<S["query"]>;
  body: Output<S["body"]>;
  actor: Actors[S["auth"]];
}

interface NextContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}
export type RouteHandler = ((request: Request, context: NextContext) => Promise<Response>) & { spec: RouteSpec };

const bodyBytesDefault = 64 * 1024;

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues = fieldIssuesOf(result.error);
  const first = issues[0];
  throw new Refusal("invalid_request", first ? `${first.path || "Request"}: ${first.message}` : "Not understood.", { issues });
}

/** Amounts leave as decimal strings of atomic units, dates as ISO 8601. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? part.toString() : part));
}

function queryOf(url: string): Record<string, string> {
  const at = url.indexOf("?");
  return at < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(at)));
}

async function parseInput(spec: RouteSpec, request: Request, params: NextContext["params"]) {
  return {
    params: spec.params ? parse(spec.params, await params) : undefined,
    query: spec.query ? parse(spec.query, queryOf(request.url)) : undefined,
    body: spec.body ? parse(spec.body, await readJson(request, spec.bodyBytesMax ?? bodyBytesDefault)) : undefined,
  };
}

function toResponse(value: unknown, { id, response: { status = 200, schema } }: RouteSpec, onUndeclared: OnUndeclared): Response {
  const headers = { "Cache-Control": "private, no-store" };
  if (value === undefined) return new Response(null, { status: 204, headers });
  if (!schema) throw new Error(`${id} answers a value and declares none`);
  const json = schema.encode(value);
  const undeclared = findUndeclared(value, json);
  if (undeclared !== undefined) onUndeclared(id, undeclared);
  return new Response(JSON.stringify(json), { status, headers: { ...headers, "Content-Type": "application/json" } });
}

/** What we say it is, is what it is. */
function asDeclared(response: Response): Response {
  response.headers.set("X-Content-Type-Options", "nosniff");
  return response;
}

/** `defineRoute` for routes whose callers and public pages are these. */
export function createRoutes<Actors extends Record<Auth, unknown>, Scope extends string>(deps: RouteDeps<Actors, Scope>) {
  return function defineRoute<const S extends RouteSpec & { scope?: Scope }>(
    spec: S,
    handle: (context: RouteContext<S, Actors>) => Promise<Response | Answer<S>>,
  ): RouteHandler {
    const route = async (request: Request, { params }: NextContext) => {
      noteRoute(spec.id);
      try {
        if (request.method !== "GET" && request.method !== "HEAD") sameOrigin(request.headers, deps.origin());
        const actor = await deps.findActor<S["auth"]>(spec, request.headers);
        if (spec.limit) await deps.take(spec.id, spec.limit, actor, request.headers);
        const input = await parseInput(spec, request, params);
        const result = await handle({ request, actor, ...input } as RouteContext<S, Actors>);
        if (spec.changesPublic) await deps.catchUp();
        return asDeclared(result instanceof Response ? result : toResponse(result, spec, deps.onUndeclared));
      } catch (error) {
        return asDeclared(toProblem(error, deps));
      }
    };
    return Object.assign(route, { spec });
  };
}
