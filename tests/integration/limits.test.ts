// How often a caller may ask: over all servers where it is dear, and by wallet where there is one.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createDb, type Db } from "@/lib/db/client";
import { CLIENT_HEADER } from "@/lib/http/node/client-address";
import { createLimits } from "@/lib/limits/limits";
import { sweepLimits } from "@/lib/limits/sweep-limits";
import { createDatabase, type TestDatabase } from "../support/database";
import { call, signedIn } from "./http-harness";

vi.stubEnv("OPERATOR_TOKEN", "an operator's token of the tests");

const refused = expect.objectContaining({ code: "too_many_requests" });
const three = { requests: 3, seconds: 600 };
const shared = { ...three, isShared: true } as const;

describe("limits of several servers", () => {
  let database: TestDatabase;
  const servers: Db[] = [];
  const server = (connections = 10) => {
    const db = createDb(database.url, connections);
    servers.push(db);
    return { db, ...createLimits(db) };
  };
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(async () => {
    for (const db of servers) await db.$disconnect();
    await database.drop();
  });

  it("are one where they are shared, and each server's own otherwise", async () => {
    const [one, two] = [server(), server()];
    await one.take("dear", shared, "ada");
    await two.take("dear", shared, "ada");
    await one.take("dear", shared, "ada");
    await expect(two.take("dear", shared, "ada")).rejects.toEqual(refused);
    await two.take("dear", shared, "bob");
    for (const { take } of [one, two]) for (let asked = 0; asked < 3; asked++) await take("cheap", three, "ada");
    await expect(two.take("cheap", three, "ada")).rejects.toEqual(refused);
  });

  it("let through as many of a crowd as they say", async () => {
    const both = [server(1), server(1)];
    for (const { take } of both) await take("connected", shared, "ada");
    const crowd = both.flatMap(({ take }) => Array.from({ length: 20 }, () => take("crowd", shared, "ada")));
    const answers = await Promise.allSettled(crowd);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  });

  it("are each server's own while the database does not answer", async () => {
    const { db, take } = server(1);
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const taken = db.$transaction(() => released, { timeout: 30_000 });
    await expect.poll(() => db.pool.totalCount - db.pool.idleCount).toBe(1);
    for (let asked = 0; asked < 3; asked++) await take("slow", shared, "ada");
    await expect(take("slow", shared, "ada")).rejects.toEqual(refused);
    release();
    await taken;
  });

  it("leave no row behind once their window has ended", async () => {
    const { db, take } = server();
    await take("swept", shared, "ada");
    const rows = () => db.rateLimit.count({ where: { key: { startsWith: "swept" } } });
    const at = (ms: number) => ({ now: () => new Date(Date.now() + ms) });
    await sweepLimits({ db, clock: at(0) });
    expect(await rows()).toBe(1);
    await sweepLimits({ db, clock: at(601_000) });
    expect(await rows()).toBe(0);
  });

  it("keep a window that begins anew while those that ended are forgotten", async () => {
    const { db } = server();
    const now = Date.now();
    await db.rateLimit.create({ data: { key: "anew", points: 3, expire: BigInt(now - 1_000) } });
    const { sweeping } = await db.$transaction(async (tx) => {
      await tx.rateLimit.update({ where: { key: "anew" }, data: { points: 1, expire: BigInt(now + 600_000) } });
      let isOver = false;
      const sweeping = sweepLimits({ db, clock: { now: () => new Date(now) } }).finally(() => {
        isOver = true;
      });
      const waiting = () =>
        db.$queryRaw<unknown[]>`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
      await expect.poll(async () => isOver || (await waiting()).length > 0).toBe(true);
      return { sweeping };
    });
    await sweeping;
    expect(await db.rateLimit.findUnique({ where: { key: "anew" } })).toMatchObject({ points: 1 });
  });
});

describe("the limit of a route", () => {
  const makeKey = (cookie: string, client?: string) =>
    call("POST", "/api/keys", {}, { cookie, body: {}, ...(client && { headers: { [CLIENT_HEADER]: client } }) });

  it("is the wallet's, from wherever it asks, where somebody must be signed in", async () => {
    const [mine, other] = [await signedIn(), await signedIn()];
    for (let asked = 0; asked < 30; asked++) expect((await makeKey(mine.cookie)).status).toBe(400);
    const answer = await makeKey(mine.cookie);
    expect([answer.status, (await answer.json()).code]).toEqual([429, "too_many_requests"]);
    expect((await makeKey(other.cookie)).status).toBe(400);
  });

  it("is not used up for one wallet by another at the same address", async () => {
    const [mine, other] = [await signedIn(), await signedIn()];
    for (let asked = 0; asked < 30; asked++) await makeKey(mine.cookie, "10.9.9.9");
    expect((await makeKey(other.cookie, "10.9.9.9")).status).toBe(400);
  });

  it("is no more for an address that comes with a wallet for each window", async () => {
    const at = "10.7.7.7";
    const wallets = await Promise.all(Array.from({ length: 11 }, signedIn));
    for (const { cookie } of wallets.slice(1)) await Promise.all(Array.from({ length: 30 }, () => makeKey(cookie, at)));
    expect((await makeKey(wallets[0]?.cookie ?? "", at)).status).toBe(429);
    expect((await makeKey(wallets[0]?.cookie ?? "", "10.7.7.8")).status).toBe(400);
  });

  it("bounds how often an address may guess the operator's token", async () => {
    const guess = (token: string) =>
      call("GET", "/api/metrics", {}, { headers: { [CLIENT_HEADER]: "10.8.8.8", Authorization: `Bearer ${token}` } });
    for (let guesses = 0; guesses < 120; guesses++) expect((await guess(`guess ${guesses}`)).status).toBe(403);
    expect((await guess("an operator's token of the tests")).status).toBe(429);
  });
});
