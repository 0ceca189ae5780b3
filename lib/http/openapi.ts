// OpenAPI 3.1 documents, made from the same declarations and zod schemas that the routes run on.
import { z } from "zod";
import { type RefusalCode, refusals } from "../kernel/errors";
import type { RouteSpec } from "../kernel/route-spec";
import type { RouteHandler } from "./create-routes";

/** Route modules by their path in OpenAPI's form: `/api/items/{itemId}`. */
export type RouteModules = Record<string, Record<string, unknown>>;

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

type Json = Record<string, unknown>;

function schemaOf(schema: z.ZodType, isAnswer: boolean): Json {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      // An answer goes through its codec: fields that are not declared are not there.
      if (isAnswer && zodSchema._zod.def.type === "object") jsonSchema.additionalProperties = false;
    },
  });
  return json;
}

function parametersOf(schema: z.ZodObject | undefined, place: "path" | "query"): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, false) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description ? { description } : {}),
    schema: property,
  }));
}

/** Codes that follow from the declaration itself, and those it names. */
function codesOf(method: string, spec: RouteSpec): RefusalCode[] {
  const codes: RefusalCode[] = [
    ...(spec.params || spec.query || spec.body || spec.rawBody ? (["invalid_request"] as const) : []),
    ...(spec.auth === "session" ? (["not_signed_in"] as const) : []),
    ...(method === "GET" && spec.auth !== "operator" && !spec.scope ? [] : (["not_allowed"] as const)),
    ...(spec.body || spec.rawBody ? (["timed_out"] as const) : []),
    ...(spec.body ? (["too_large", "unsupported_media_type"] as const) : []),
    ...(spec.limit ? (["too_many_requests"] as const) : []),
    ...(spec.errors ?? []),
  ];
  return [...new Set(codes)];
}

function problemsOf(method: string, spec: RouteSpec): Json {
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of codesOf(method, spec)) byStatus.set(refusals[code], [...(byStatus.get(refusals[code]) ?? []), code]);
  const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, { description: codes.map((code) => `\`${code}\``).join(", "), content }]),
  );
}

function successOf({ response }: RouteSpec): Json {
  const { status = 200, description, schema, mediaType } = response;
  const json = schema && { "application/json": { schema: schemaOf(schema, true) } };
  const bytes = mediaType && { [mediaType]: { schema: { type: "string" } } };
  const content = json ?? bytes;
  return { [status]: { description, ...(content ? { content } : {}) } };
}

function requestOf({ body, rawBody }: RouteSpec): Json {
  if (body) return { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body, false) } } } };
  if (!rawBody) return {};
  const { mediaType, description } = rawBody;
  return {
    requestBody: { required: true, description, content: { [mediaType]: { schema: { type: "string", format: "binary" } } } },
  };
}

function operationOf(method: string, spec: RouteSpec, paymentInfo: Json | undefined): Json {
  const payment = spec.paid
    ? [
        { $ref: "#/components/parameters/XPayment" },
        { $ref: "#/components/parameters/PaymentSignature" },
        { $ref: "#/components/parameters/PaymentClaim" },
        { $ref: "#/components/parameters/CrawlerMaxPrice" },
        { $ref: "#/components/parameters/SignInWithX" },
      ]
    : [];
  return {
    operationId: spec.id,
    summary: spec.summary,
    ...(spec.description ? { description: spec.description } : {}),
    tags: [spec.tag],
    parameters: [...parametersOf(spec.params, "path"), ...parametersOf(spec.query, "query"), ...payment],
    ...requestOf(spec),
    responses: {
      ...successOf(spec),
      ...(spec.paid ? { 402: { $ref: "#/components/responses/PaymentRequired" } } : {}),
      ...problemsOf(method, spec),
    },
    security: securityOf(spec),
    ...(spec.paid && paymentInfo ? { "x-payment-info": paymentInfo } : {}),
  };
}

/** Each entry is enough; an empty one stands for a caller who shows nothing. */
function securityOf({ auth, scope, paid }: RouteSpec): Json[] {
  if (paid) return [{}, { walletProof: [] }];
  if (auth === "none") return [];
  if (auth === "optional") return [{}, { session: [] }];
  if (auth === "operator") return [{ operator: [] }, { session: [] }];
  return [{ [auth]: [] }, ...(scope ? [{ apiKey: [scope] }] : [])];
}

const tags = {
  Items: "What is for sale, and how it is written, filed and published.",
  Creators: "Who sells: profile, payout wallet, own items.",
  Purchases: "Receipts, and who signs them.",
  Library: "What a wallet owns.",
  Earnings: "Sums, series and sales of a creator.",
  Session: "Signing in, and API keys.",
  Wallets: "Balances, and test money where the chain is a local one.",
  Operator: "For the site's operators: what is reported, hidden and suspended, and who did it.",
  System: "The server itself, for its operator.",
} satisfies Record<RouteSpec["tag"], string>;

const isDeclared = (handler: unknown): handler is RouteHandler => typeof handler === "function" && "spec" in handler;

/** One document of several, each with a part of the operations. */
export interface ApiDocument {
  includes(spec: RouteSpec): boolean;
  /** Added to `info`, title and description among it. */
  info: { title: string; description: string } & Json;
  /** Added at the top, by names that begin with "x-". */
  extensions?: Json;
  /** `x-payment-info` of each paid operation. */
  paymentInfo?: Json;
}

function pathOf(module: Record<string, unknown>, { includes, paymentInfo }: ApiDocument): Json {
  const operations = methods.flatMap((method) => {
    const handler = module[method];
    const isHere = isDeclared(handler) && includes(handler.spec);
    return isHere ? [[method.toLowerCase(), operationOf(method, handler.spec, paymentInfo)] as const] : [];
  });
  return Object.fromEntries(operations);
}

type Components = Record<string, Record<string, Json>>;

const REFERENCE = /"#\/components\/(\w+)\/(\w+)"/g;

/** Those that the paths refer to, and those that these refer to; and the schemes that operations name. */
function usedComponents(paths: Json, all: Components): Components {
  const used = new Set<string>();
  const queue: unknown[] = [paths];
  for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
    for (const [, kind = "", name = ""] of JSON.stringify(part).matchAll(REFERENCE)) {
      if (used.has(`${kind}/${name}`)) continue;
      used.add(`${kind}/${name}`);
      queue.push(all[kind]?.[name]);
    }
  }
  const schemes = operationsOf(paths).flatMap(({ security }) => security.flatMap((each) => Object.keys(each)));
  for (const name of schemes) used.add(`securitySchemes/${name}`);
  const kept = Object.entries(all).map(([kind, parts]) => {
    return [kind, Object.fromEntries(Object.entries(parts).filter(([name]) => used.has(`${kind}/${name}`)))] as const;
  });
  return Object.fromEntries(kept.filter(([, parts]) => Object.keys(parts).length > 0));
}

const operationsOf = (paths: Json) =>
  Object.values(paths).flatMap((path) => Object.values(path as Record<string, { tags: string[]; security: Json[] }>));

export function buildOpenApi(modules: RouteModules, components: Components, document: ApiDocument): Json {
  const all = Object.entries(modules).map(([path, module]) => [path, pathOf(module, document)] as const);
  const paths = Object.fromEntries(all.filter(([, operations]) => Object.keys(operations).length > 0));
  const named = new Set(operationsOf(paths).flatMap((operation) => operation.tags));
  return {
    openapi: "3.1.0",
    info: { version: "1", license: { name: "MIT", identifier: "MIT" }, ...document.info },
    servers: [{ url: "/" }],
    tags: Object.entries(tags).flatMap(([name, description]) => (named.has(name) ? [{ name, description }] : [])),
    paths,
    components: usedComponents(paths, components),
    ...document.extensions,
  };
}
