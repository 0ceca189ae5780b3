// The routes themselves, on a real database, called as a browser, a script and an attacker would.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LocalAccount } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { afterAll, beforeAll, expect, vi } from "vitest";
import type { z } from "zod";
import { creatorCodec } from "@/lib/catalog/creators/codecs";
import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import type { RouteHandler } from "@/lib/http/create-routes";
import { CLIENT_HEADER } from "@/lib/http/node/client-address";
import type { Hex } from "@/lib/kernel/address";
import { createDatabase, type TestDatabase } from "../support/database";

const origin = "http://localhost:3999";
let database: TestDatabase;
let folder: string;
export let routes: Record<string, Record<string, unknown>>;
let callers = 0;

beforeAll(async () => {
  database = await createDatabase();
  folder = await mkdtemp(join(tmpdir(), "pennypost-http-"));
  const settings = {
    DATABASE_URL: database.url,
    // Nothing here needs the chain; one test wants it silent.
    RPC_URL: "http://127.0.0.1:1",
    NETWORK: "local",
    PUBLIC_ORIGIN: origin,
    RELAYER_PRIVATE_KEY: generatePrivateKey(),
    STORAGE_DIR: folder,
    UPLOAD_BYTES_MAX: "1000000",
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  ({ routes } = await import("@/app/openapi.json/routes"));
});
afterAll(async () => {
  await (await import("@/lib/services")).services().db.$disconnect();
  Reflect.deleteProperty(globalThis, "pennypost");
  vi.unstubAllEnvs();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

export interface Init {
  body?: unknown;
  raw?: BodyInit;
  headers?: Record<string, string>;
  cookie?: string | undefined;
  query?: string;
  /** The path as it was asked for, where a route looks at it. */
  at?: string;
}

/** Calls a route as Next would: `call("GET", "/api/items/{itemId}", { itemId })`. */
export async function call(
  method: string,
  path: string,
  params: Record<string, string> = {},
  init: Init = {},
): Promise<Response> {
  const handler = routes[path]?.[method] as RouteHandler;
  const headers = new Headers({ host: "localhost:3999", [CLIENT_HEADER]: `10.0.0.${++callers}`, ...init.headers });
  if (init.cookie) headers.set("cookie", init.cookie);
  if (init.body !== undefined) headers.set("content-type", "application/json");
  const body = init.raw ?? (init.body === undefined ? null : JSON.stringify(init.body));
  const request = new Request(`${origin}${init.at ?? path}${init.query ?? ""}`, {
    method,
    headers,
    body,
    duplex: "half",
  } as RequestInit);
  return handler(request, { params: Promise.resolve(params) });
}

export async function expectWire<T extends z.ZodType>(response: Response, schema: T, status = 200): Promise<z.input<T>> {
  const body: unknown = await response.json();
  expect([response.status, body]).toEqual([status, expect.anything()]);
  expect(response.headers.get("cache-control")).toMatch(/^private, no-store/);
  schema.parse(body);
  return body as z.input<T>;
}

export async function expectProblem(response: Response, status: number, code: string): Promise<void> {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ type: `/docs/errors/${code}`, status, code, detail: expect.any(String) });
  expect(response.status).toBe(status);
}

export interface Person {
  cookie: string;
  handle: string;
}

/** A sign-in message with a fresh nonce, as this server expects it. */
export async function signInMessage(address: Hex): Promise<string> {
  const { nonce } = (await (await call("POST", "/api/session/nonce")).json()) as { nonce: string };
  return createSiweMessage({ address, chainId: 84532, domain: "localhost:3999", uri: origin, version: "1", nonce });
}

export async function signedIn(
  account: LocalAccount = privateKeyToAccount(generatePrivateKey()),
): Promise<{ cookie: string; response: Response }> {
  const message = await signInMessage(account.address);
  const response = await call(
    "POST",
    "/api/session",
    {},
    { body: { message, signature: await account.signMessage({ message }) } },
  );
  return { cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "", response };
}

export async function creator(): Promise<Person> {
  const { cookie } = await signedIn();
  const handle = `person-${++callers}`;
  await expectWire(
    await call("PUT", "/api/creators/me", {}, { cookie, body: { handle, displayName: "A person" } }),
    creatorCodec,
  );
  return { cookie, handle };
}

export const piece = { kind: "article", title: "On Pennies", price: "0.25", preview: "Free.", content: "## Paid\n\nCANARY" };

export async function create({ cookie }: Person, body: object = piece) {
  return expectWire(await call("POST", "/api/items", {}, { cookie, body }), itemDraftCodec, 201);
}
