// What a page costs the database: who asks, what they own and what they get is one statement, and what everybody sees is none.
import { LRUCache } from "lru-cache";
import { generatePrivateKey } from "viem/accounts";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { openSession } from "@/lib/auth/session";
import type { ItemOffer } from "@/lib/catalog/items/offer";
import { inExchange } from "@/lib/http/node/exchange";
import { type Address, toAddress } from "@/lib/kernel/address";
import { newId } from "@/lib/kernel/ids";
import { purchase } from "@/lib/payments/purchase/purchase";
import { accounts, type LocalAccount } from "@/scripts/local/accounts";
import { createPaymentWorld, type PaymentWorld } from "../support/payments";
import { scratchFolder } from "../support/scratch";
import { statementsOf as allStatementsOf } from "../support/statements";
import { newPayer } from "./adversity/stage";

/** The request that a page is made for, and what was asked for it once. */
const request = vi.hoisted(() => ({ headers: new Headers(), asked: new Map<unknown, Map<string, unknown>>() }));

vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ get: () => undefined }),
}));
// React remembers for one request of server components only, which there are none of here.
vi.mock("react", async (original) => ({
  ...(await original<object>()),
  cache:
    <Args extends unknown[], Result>(work: (...args: Args) => Result) =>
    (...args: Args): Result => {
      const known = request.asked.get(work) ?? new Map<string, unknown>();
      request.asked.set(work, known);
      const key = JSON.stringify(args);
      if (!known.has(key)) known.set(key, work(...args));
      return known.get(key) as Result;
    },
}));

const scratch = scratchFolder();
let world: PaymentWorld;
let offer: ItemOffer;
let buyer: LocalAccount;
let shop: { handle: string; slug: string };

beforeAll(async () => {
  world = await createPaymentWorld();
  offer = await world.sellItem();
  buyer = await newPayer(world);
  expect(await purchase(world, offer, await world.sign(buyer, offer), "person")).toMatchObject({ state: "confirmed" });
  const item = await world.db.item.update({ where: { id: offer.id }, data: { tags: [] }, include: { creator: true } });
  shop = { handle: item.creator.handle, slug: item.slug };
  const settings = {
    DATABASE_URL: world.databaseUrl,
    RPC_URL: "http://127.0.0.1:1",
    NETWORK: "local",
    PUBLIC_ORIGIN: "http://localhost:3999",
    RELAYER_PRIVATE_KEY: generatePrivateKey(),
    STORAGE_DIR: scratch.path("storage"),
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { services } = await import("@/lib/services");
  services().publicCache.open();
  await cached(article);
});
afterEach(() => visitor());
afterAll(async () => {
  const { services } = await import("@/lib/services");
  services().publicCache.close();
  await services().db.$disconnect();
  Reflect.deleteProperty(globalThis, "pennypost");
  vi.unstubAllEnvs();
  await world?.stop();
  scratch.remove();
});

/** Without what the public cache asks to know that it still hears the database. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await allStatementsOf(work)).filter((text) => !/^(SELECT 1|LISTEN|UNLISTEN|NOTIFY|SELECT pg_notify)/.test(text));
}

/** A new request, of whoever holds this session's token. */
function visitor(token?: string): void {
  request.headers = new Headers(token ? { cookie: `pennypost=${token}` } : {});
  request.asked.clear();
}

async function signIn(wallet: Address | null): Promise<string> {
  const { token } = await openSession(world, wallet);
  visitor(token);
  return token;
}

/** Until all that changed before has left the cache, and what a visitor sees of this page is in it. */
async function cached(page: () => Promise<unknown>): Promise<void> {
  const { services } = await import("@/lib/services");
  visitor();
  await services().publicCache.catchUp();
  await vi.waitFor(async () => expect(await statementsOf(page)).toEqual([]), 30_000);
}

const props = <P>(params: P) => ({ params: Promise.resolve(params), searchParams: Promise.resolve({}) });

async function article(): Promise<string> {
  const { default: Page, generateMetadata } = await import("@/app/[handle]/[slug]/page");
  const at = props({ handle: `@${shop.handle}`, slug: shop.slug });
  await generateMetadata(at);
  return JSON.stringify(await Page(at), (_key, value) => (typeof value === "bigint" ? String(value) : value));
}

async function creatorPage(): Promise<void> {
  const { default: Page, generateMetadata } = await import("@/app/[handle]/page");
  const at = props({ handle: `@${shop.handle}` });
  await generateMetadata(at);
  await Page(at);
}

async function library(): Promise<unknown> {
  const { default: Page } = await import("@/app/library/page");
  return Page({ searchParams: Promise.resolve({}) });
}

async function home(): Promise<void> {
  const [{ default: Layout }, { default: Page }] = await Promise.all([
    import("@/app/dashboard/layout"),
    import("@/app/dashboard/page"),
  ]);
  await Layout({ children: await Page() });
}

/** How many of the statements read this table. */
const readsOf = (table: string, statements: string[]) =>
  statements.filter((text) => new RegExp(`(FROM|JOIN) "?(public"."?)?${table}\\b`).test(text)).length;

it("an article's page costs a visitor without a session nothing", async () => {
  expect(await statementsOf(article)).toEqual([]);
});

it("who owns an article learns session, ownership and content in one statement", async () => {
  await signIn(toAddress(buyer.address));
  let page = "";
  expect(await statementsOf(async () => (page = await article()))).toHaveLength(1);
  expect(page).toContain("The paid part.");
});

it("who signed in and owns nothing of it costs one statement, which brings no paid word", async () => {
  await signIn(toAddress(accounts.readers[1]?.address ?? ""));
  let page = "";
  const [only, ...more] = await statementsOf(async () => (page = await article()));
  expect([only, more]).toEqual([expect.stringContaining("session"), []]);
  expect(page).not.toContain("The paid part.");
});

it("a piece that was taken down costs one statement, and one more for who might own it", async () => {
  const kept = shop;
  const { id, slug } = await world.db.item.update({ where: { id: (await world.sellItem()).id }, data: { status: "removed" } });
  try {
    shop = { ...kept, slug };
    expect(await statementsOf(article)).toHaveLength(1);
    await signIn(toAddress(accounts.readers[1]?.address ?? ""));
    expect(await statementsOf(article)).toHaveLength(2);
    const { wallet, purchaseId } = await world.db.entitlement.findFirstOrThrow({ where: { itemId: offer.id } });
    await world.db.entitlement.update({ where: { purchaseId }, data: { itemId: id } });
    await signIn(wallet);
    await expect(article()).rejects.toMatchObject({ digest: expect.stringContaining(`/library/${id}`) });
    await world.db.entitlement.update({ where: { purchaseId }, data: { itemId: offer.id } });
  } finally {
    shop = kept;
  }
});

it("a creator's page costs one statement for who signed in, and none for others", async () => {
  await cached(creatorPage);
  await signIn(toAddress(buyer.address));
  expect(await statementsOf(creatorPage)).toHaveLength(1);
});

it("the library is one statement; an empty one also asks who is signed in, and what the browser opened", async () => {
  await signIn(toAddress(buyer.address));
  expect(await statementsOf(library)).toHaveLength(1);
  await signIn(null);
  expect(await statementsOf(library)).toHaveLength(3);
});

it("the dashboard's first page asks for the session once, and for no sum twice", async () => {
  const { wallet } = await world.db.creator.findFirstOrThrow();
  await signIn(wallet);
  const statements = await statementsOf(home);
  expect(statements).toHaveLength(6);
  expect(readsOf("session", statements)).toBe(1);
});

it("a paid URL asked by who paid in this browser is one statement, from the cookie to the bytes", async () => {
  const { sessionId, token } = await openSession(world, null);
  const { id: entitlementId } = await world.db.entitlement.findFirstOrThrow({ where: { itemId: offer.id } });
  await world.db.sessionGrant.create({ data: { sessionId, entitlementId } });
  const { GET } = await import("@/app/api/items/[itemId]/content/route");
  const asked = new Request(`http://localhost:3999/api/items/${offer.id}/content`, { headers: { cookie: `pennypost=${token}` } });
  let text = "";
  const statements = await statementsOf(async () => {
    text = await (await GET(asked, { params: Promise.resolve({ itemId: offer.id }) })).text();
  });
  expect(statements).toHaveLength(1);
  expect(text).toBe("The paid part.");
});

it("who owns an older version than the newest is told which was bought, in the same statement", async () => {
  await signIn(toAddress(buyer.address));
  expect(await article()).not.toContain('"bought":');
  const version = { itemId: offer.id, number: 2, title: "Newer", content: "Newer words.", sha256: "cd".repeat(32) };
  const { id } = await world.db.itemVersion.create({ data: { id: newId("ver"), ...version, publishedAt: new Date() } });
  await world.db.item.update({ where: { id: offer.id }, data: { publishedVersionId: id } });
  await cached(article);
  await signIn(toAddress(buyer.address));
  let page = "";
  expect(await statementsOf(async () => (page = await article()))).toHaveLength(1);
  expect(page).toContain(`"bought":{"itemId":"${offer.id}","version":1}`);
  expect(page).toContain("Newer words.");
});

it("an article whose text is not rendered in time is shown, and is no page to keep", async () => {
  const { services } = await import("@/lib/services");
  await cached(article);
  const make = async (key: string) => {
    const exchange = { request: { headers: {} }, response: undefined };
    return inExchange(exchange, () => services().publicCache.make(key, async () => ({ html: await article() })));
  };
  expect((await make("in time")).isKept).toBe(true);
  const holder = globalThis as { pennypostRenderer?: object | undefined };
  const rendering = holder.pennypostRenderer;
  const caches = { rendered: new LRUCache({ max: 10 }), overdue: new LRUCache({ max: 10 }), begun: new Map() };
  const exec = () => ({ timeout: () => Promise.reject(new Error("No process can be started.")) });
  holder.pennypostRenderer = { pool: { exec }, ...caches, isFailing: true };
  try {
    const { value, isKept } = await make("late");
    expect([value.html.includes('class=\\"plain\\"'), isKept]).toEqual([true, false]);
  } finally {
    holder.pennypostRenderer = rendering;
  }
});
