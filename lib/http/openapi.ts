// The OpenAPI 3.1 document, made from the same declarations and zod schemas that the routes run on.
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

function operationOf(method: string, spec: RouteSpec): Json {
  const payment = spec.paid
    ? [
        { $ref: "#/components/parameters/XPayment" },
        { $ref: "#/components/parameters/PaymentSignature" },
        { $ref: "#/components/parameters/PaymentClaim" },
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
  };
}

/** Each entry is enough; an empty one stands for a caller who shows nothing. */
function securityOf({ auth, scope }: RouteSpec): Json[] {
  if (auth === "none") return [];
  if (auth === "optional") return [{}, { session: [] }];
  if (auth === "operator") return [{ operator: [] }, { session: [] }];
  return [{ [auth]: [] }, ...(scope ? [{ apiKey: [scope] }] : [])];
}

const tags = {
  Items: "What is for sale, and how it is written, filed and published.",
  Creators: "Who sells: profile, payout wallet, own items.",
  Purchases: "Receipts.",
  Library: "What a wallet owns.",
  Earnings: "Sums, series and sales of a creator.",
  Session: "Signing in, and API keys.",
  Wallets: "Balances, and test money where the chain is a local one.",
  Operator: "For the site's operators: what is reported, hidden and suspended, and who did it.",
  System: "The server itself, for its operator and for who verifies its receipts.",
} satisfies Record<RouteSpec["tag"], string>;

const isDeclared = (handler: unknown): handler is RouteHandler => typeof handler === "function" && "spec" in handler;

function pathOf(module: Record<string, unknown>): Json {
  const operations = methods.flatMap((method) => {
    const handler = module[method];
    return isDeclared(handler) ? [[method.toLowerCase(), operationOf(method, handler.spec)] as const] : [];
  });
  return Object.fromEntries(operations);
}

export function buildOpenApi(modules: RouteModules, components: Json): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "Pennypost",
      version: "1",
      license: { name: "MIT", identifier: "MIT" },
      description:
        "Articles and files sold by the piece for USDC over HTTP 402 (x402). Amounts are decimal strings of atomic USDC units, dates ISO 8601, errors RFC 9457.",
    },
    servers: [{ url: "/" }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: Object.fromEntries(Object.entries(modules).map(([path, module]) => [path, pathOf(module)])),
    components,
  };
}
