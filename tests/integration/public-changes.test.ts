// The database notifies of every change to what a creator shows in public, and of nothing else; a cached value is right in the very
// next request.
import { serialize } from "node:v8";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { publishDue } from "@/lib/catalog/items/schedule-item";
import { createDb, type Db } from "@/lib/db/client";
import { createNotificationListener, type NotificationListener } from "@/lib/db/notification-listener";
import { OfExchange } from "@/lib/http/node/exchange";
import { findCachedCreator, listCachedShop } from "@/lib/public-cache/cached-creator";
import { findCachedItem } from "@/lib/public-cache/cached-item";
import { listCachedTags, openCachedMarket } from "@/lib/public-cache/cached-market";
import { PublicCache } from "@/lib/public-cache/public-cache";
import type { Services } from "@/lib/services";
import { createDatabase } from "../support/database";
import { call, create, creator, type Person, piece } from "./http-harness";

let deps: Services;
let listener: NotificationListener;
let notified: string[] = [];
const errors: unknown[] = [];
let ada: Person;
let adaId: string;

const send = async (method: string, path: string, itemId: string, init: object = {}) => {
  const response = await call(method, path, { itemId }, { cookie: ada.cookie, ...init });
  if (!response.ok) throw new Error(await response.text());
};
const publish = (itemId: string) => send("POST", "/api/items/{itemId}/publish", itemId, { body: {} });
const patch = (itemId: string, body: object) => send("PATCH", "/api/items/{itemId}", itemId, { body });

async function published(): Promise<string> {
  const { id } = await create(ada, { ...piece, tags: ["old"] });
  await publish(id);
  return id;
}

const isLive = (listener: Pick<NotificationListener, "isLive">) =>
  vi.waitFor(() => expect(listener.isLive()).toBe(true), { timeout: 10_000 });

beforeAll(async () => {
  const { services } = await import("@/lib/services");
  deps = services();
  ada = await creator();
  adaId = (await deps.db.creator.findUniqueOrThrow({ where: { handle: ada.handle } })).id;
  listener = createNotificationListener(deps.db, "public_changes");
  listener.start({
    onNotification: (payload) => notified.push(payload),
    onDisconnect: () => {},
    onError: (error) => errors.push(error),
  });
  await isLive(listener);
});
afterAll(async () => {
  await listener?.stop();
  await deps?.publicCache.close();
});

describe("the database tells of", () => {
  beforeEach(async () => {
    await listener.catchUp();
    notified = [];
  });

  /** The creators notified so far, each once. */
  async function expectNotified(ids: string[]): Promise<void> {
    await listener.catchUp();
    expect([...new Set(notified)]).toEqual(ids);
    notified = [];
  }

  it("publishing, listing and unlisting, prices, tags, addresses, covers, removal", async () => {
    const id = await published();
    await expectNotified([adaId]);
    const changes: (() => Promise<unknown>)[] = [
      () => patch(id, { price: "0.30" }),
      () => patch(id, { tags: ["new"] }),
      () => patch(id, { slug: "another-address" }),
      () => patch(id, { coverAlt: "A penny" }),
      () => send("POST", "/api/items/{itemId}/unlist", id),
      () => send("POST", "/api/items/{itemId}/list", id),
      () => patch(id, { title: "Another title" }).then(() => publish(id)),
      () => send("DELETE", "/api/items/{itemId}", id, { query: "?reason=Over" }),
    ];
    for (const change of changes) {
      await change();
      await expectNotified([adaId]);
    }
  });

  it("what a sweep publishes at its time", async () => {
    const { id } = await create(ada);
    const at = new Date(Date.now() + 60_000);
    await call("PUT", "/api/items/{itemId}/schedule", { itemId: id }, { cookie: ada.cookie, body: { at, listed: true } });
    await expectNotified([]);
    expect(await publishDue({ db: deps.db, clock: { now: () => new Date(at.getTime() + 1) } })).toEqual([id]);
    await expectNotified([adaId]);
  });

  it("profiles, payouts and previews of files that readers see", async () => {
    const profile = { handle: ada.handle, displayName: "Ada", bio: "Pennies." };
    await call("PUT", "/api/creators/me", {}, { cookie: ada.cookie, body: profile });
    await expectNotified([adaId]);
    await deps.db.creator.update({ where: { id: adaId }, data: { payTo: `0x${"1".repeat(40)}` } });
    await expectNotified([adaId]);
    const { id } = await create(ada, { ...piece, kind: "file" });
    await call("POST", "/api/items/{itemId}/files", { itemId: id }, { cookie: ada.cookie, query: "?name=a.txt", raw: "A file." });
    const { fileId } = await deps.db.filePreview.findFirstOrThrow({ where: { file: { itemId: id } } });
    await deps.db.filePreview.update({ where: { fileId }, data: { state: "none" } });
    await expectNotified([]);
    await publish(id);
    await expectNotified([adaId]);
    await deps.db.filePreview.update({ where: { fileId }, data: { facts: { pages: 3 } } });
    await expectNotified([adaId]);
    await deps.db.filePreview.update({ where: { fileId }, data: { attempts: 2 } });
    await expectNotified([]);
  });

  it("neither drafts, nor what was taken back", async () => {
    const { id } = await create(ada);
    await patch(id, { title: "A draft", tags: ["draft"], price: "0.40" });
    await send("DELETE", "/api/items/{itemId}", id);
    await expectNotified([]);
    const other = await published();
    await expectNotified([adaId]);
    await patch(other, { title: "Not published yet", autosave: true });
    const undone = deps.db.$transaction(async (tx) => {
      await tx.item.update({ where: { id: other }, data: { amount: 1n } });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await expectNotified([]);
  });
});

describe("an answer waits for the notices of a change", () => {
  it("where everybody sees it, and not where only the draft has changed", async () => {
    const waited = vi.spyOn(deps.publicCache, "catchUp").mockResolvedValue();
    const waitsOf = async (change: () => Promise<unknown>) => {
      waited.mockClear();
      await change();
      return waited.mock.calls.length;
    };
    try {
      const { id: draft } = await create(ada);
      const shown = await published();
      for (const id of [draft, shown]) {
        expect(await waitsOf(() => patch(id, { content: "More.", autosave: true }))).toBe(0);
        expect(await waitsOf(() => patch(id, { title: "Later", content: "More yet." }))).toBe(0);
      }
      const fields = [{ price: "0.31" }, { tags: ["sea"] }, { slug: "elsewhere" }, { coverAlt: "A penny" }];
      for (const field of fields) {
        expect(await waitsOf(() => patch(draft, field))).toBe(0);
        expect(await waitsOf(() => patch(draft, field))).toBe(0);
      }
      for (const field of [...fields.slice(0, 2), { slug: "somewhere" }, { coverAlt: "A penny" }]) {
        expect(await waitsOf(() => patch(shown, field))).toBe(1);
        expect(await waitsOf(() => patch(shown, field))).toBe(0);
      }
      for (const verb of ["unlist", "list"])
        expect(await waitsOf(() => send("POST", `/api/items/{itemId}/${verb}`, shown))).toBe(1);
      expect(await waitsOf(() => publish(shown))).toBe(1);
      expect(await waitsOf(() => send("DELETE", "/api/items/{itemId}", shown))).toBe(1);
    } finally {
      waited.mockRestore();
    }
  });
});

describe("what is shown from memory", () => {
  const queries = () => vi.spyOn(deps.db, "$queryRaw").mock.calls.length;

  beforeAll(async () => {
    deps.publicCache.open();
    await vi.waitFor(
      async () => {
        const before = queries();
        await listCachedTags(deps);
        expect(queries()).toBe(before);
      },
      { timeout: 10_000 },
    );
  });

  it("costs the database nothing, and is right in the request after a change", async () => {
    const id = await published();
    const key = { itemId: id };
    const price = async () => (await findCachedItem(deps, key))?.item.amount;
    expect(await price()).toBe(250_000n);
    const before = queries();
    expect([await price(), await price(), queries()]).toEqual([250_000n, 250_000n, before]);
    for (const cents of [31, 32, 33, 34, 35]) {
      await patch(id, { price: `0.${cents}` });
      expect(await price()).toBe(BigInt(cents) * 10_000n);
    }
    const listed = async () => (await openCachedMarket(deps, {})).rows.some((row) => row.id === id);
    expect(await listed()).toBe(true);
    await send("POST", "/api/items/{itemId}/unlist", id);
    expect(await listed()).toBe(false);
    await send("DELETE", "/api/items/{itemId}", id);
    await expect(findCachedItem(deps, key)).rejects.toMatchObject({ code: "removed" });
  });

  it("goes from every server together, and each keeps it again", async () => {
    const id = await published();
    const db = createDb(process.env.DATABASE_URL ?? "", 2);
    const asked = vi.spyOn(db, "$queryRaw");
    const events = { onRead: () => {}, onError: (error: unknown) => errors.push(error) };
    const bounds = { entries: 100, bytes: 1_000_000 };
    const publicCache = new PublicCache(createNotificationListener(db, "public_changes"), bounds, events, new OfExchange());
    const second = { db, publicCache };
    publicCache.open();
    const amountAt = async (server: typeof second) => (await findCachedItem(server, { itemId: id }))?.item.amount;
    /** From memory, where the second server is asked again. */
    const isKept = async (amount: bigint) => {
      await amountAt(second);
      const before = asked.mock.calls.length;
      expect([await amountAt(second), asked.mock.calls.length]).toEqual([amount, before]);
    };
    try {
      await vi.waitFor(() => isKept(250_000n), { timeout: 10_000 });
      for (const cents of [41, 42, 43]) {
        await patch(id, { price: `0.${cents}` });
        expect(await amountAt(deps)).toBe(BigInt(cents) * 10_000n);
        await vi.waitFor(() => isKept(BigInt(cents) * 10_000n), { timeout: 2_000, interval: 5 });
      }
    } finally {
      await publicCache.close();
      await db.$disconnect();
    }
  });

  it("is one list for each tag, in whatever form the tag is written", async () => {
    await published();
    const listed = async (tag: string) => (await openCachedMarket(deps, { tag })).rows.length;
    const rows = await listed("old");
    expect(rows).toBeGreaterThan(0);
    const before = queries();
    for (const tag of ["OLD", "oLd", "old\u200b", " old"]) expect(await listed(tag)).toBe(rows);
    expect(queries()).toBe(before);
  });

  it("is gone when the connection breaks, read afresh meanwhile, and kept again when it is back", async () => {
    const id = await published();
    const price = async () => (await findCachedItem(deps, { itemId: id }))?.item.amount;
    await price();
    const other = createDb(process.env.DATABASE_URL ?? "", 1);
    const listeners = (db: Db) => db.$queryRaw<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query = 'SELECT 1'`;
    try {
      // The listening connection is cut just before the change, so that its notification is missed.
      const cut = await listeners(other);
      expect(cut.length).toBeGreaterThan(0);
      for (const { pid } of cut) await other.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
      await other.item.update({ where: { id }, data: { amount: 777n } });
      await vi.waitFor(async () => expect(await price()).toBe(777n), { timeout: 3_000, interval: 20 });
      await isLive(listener);
      await vi.waitFor(
        async () => {
          const before = queries();
          expect([await price(), queries()]).toEqual([777n, before]);
        },
        { timeout: 10_000 },
      );
      expect(errors).toHaveLength(1);
    } finally {
      await other.$disconnect();
    }
  });

  it("is not trusted where LISTEN is taken and no notice comes through", async () => {
    // As with a pooler that lends connections by transaction: here those that tell are in another database.
    const elsewhere = await createDatabase();
    const { pool } = deps.db;
    const options = { connectionString: elsewhere.url };
    const swallowed = createNotificationListener(
      { pool: { options, query: pool.query.bind(pool) } } as unknown as Db,
      "public_changes",
    );
    const notified = vi.fn();
    swallowed.start({ onNotification: () => {}, onDisconnect: () => {}, onError: notified });
    await vi.waitFor(() => expect(notified).toHaveBeenCalledTimes(1), { timeout: 10_000 });
    expect(swallowed.isLive()).toBe(false);
    await swallowed.stop();
    await elsewhere.drop();
  });

  it("holds nothing that is paid for", async () => {
    const kept: object[] = [];
    const get = vi.spyOn(deps.publicCache, "get");
    const { id, slug } = await create(ada, { ...piece, title: "On secrets" });
    await publish(id);
    const profile = await findCachedCreator(deps, ada.handle);
    expect(profile).toBeDefined();
    if (profile) await listCachedShop(deps, profile);
    await Promise.all([
      findCachedItem(deps, { handle: ada.handle, slug }),
      findCachedItem(deps, { itemId: id }),
      openCachedMarket(deps, {}),
    ]);
    await listCachedTags(deps);
    await (await import("@/app/sitemap.xml/route")).GET(new Request("http://localhost:3999/sitemap.xml"));
    const { marketFeed } = await import("@/app/market-feed");
    for (const format of ["rss", "atom", "json"] as const) await marketFeed(format)(new Request("http://localhost:3999/feed"));
    for (const { value } of get.mock.results) kept.push(((await value) as object | undefined) ?? {});
    const bytes = Buffer.concat(kept.map((value) => serialize(value))).toString("latin1");
    expect([bytes.includes("On secrets"), bytes.includes("CANARY")]).toEqual([true, false]);
  });
});
