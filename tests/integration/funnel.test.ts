import { describe, expect, it } from "vitest";
import { createDb } from "@/lib/db/client";
import { funnelCodec } from "@/lib/earnings/codecs";
import { createVisitCounts, writeVisits } from "@/lib/earnings/visit-counts";
import { toAddress } from "@/lib/kernel/address";
import { newId } from "@/lib/kernel/ids";
import { call, create, creator, expectProblem, expectWire, type Person, piece } from "./http-harness";

const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const path = "/api/items/{itemId}/events";
const noPayments = { signed: 0, settled: 0, delivered: 0 };
const nobody = { viewed: 0, reachedWall: 0, connected: 0, challenged: 0, ...noPayments };

const deps = async () => (await import("@/lib/services")).services();
const tell = (itemId: string, event: unknown, cookie?: string, userAgent = browser) =>
  call("POST", path, { itemId }, { body: { event }, cookie, headers: { "user-agent": userAgent } });

async function published(owner: Person): Promise<string> {
  const { id } = await create(owner, { ...piece, title: `On ${newId("item")}` });
  await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: owner.cookie, body: {} });
  return id;
}

async function funnelOf({ cookie }: Person, itemId?: string) {
  await writeVisits(await deps());
  const query = itemId ? `?itemId=${itemId}` : "";
  return expectWire(await call("GET", "/api/earnings/funnel", {}, { cookie, query }), funnelCodec);
}
const nothing = { people: nobody, agents: { challenged: 0, ...noPayments } };

describe("the funnel", () => {
  it("counts how far people came, in all and item by item, and for the item's creator only", async () => {
    const [ada, bea] = [await creator(), await creator()];
    const [one, two] = [await published(ada), await published(ada)];
    for (const event of ["viewed", "reached_wall", "connected"]) expect((await tell(one, event)).status).toBe(204);
    await tell(one, "viewed", bea.cookie);
    await tell(two, "viewed");
    const { people, agents } = await funnelOf(ada);
    expect(people).toEqual({ ...nobody, viewed: 3, reachedWall: 1, connected: 1 });
    expect(agents).toEqual({ challenged: 0, ...noPayments });
    expect((await funnelOf(ada, one)).people).toEqual({ ...nobody, viewed: 2, reachedWall: 1, connected: 1 });
    expect((await funnelOf(ada, two)).people).toEqual({ ...nobody, viewed: 1 });
    expect(await funnelOf(bea)).toMatchObject(nothing);
    expect(await funnelOf(bea, one)).toMatchObject(nothing);
    expect(await funnelOf(await creator())).toMatchObject(nothing);
    const { wallet } = await (await deps()).db.creator.findUniqueOrThrow({ where: { handle: ada.handle } });
    const { readItemFunnels } = await import("@/lib/earnings/read-funnel");
    const rows = await readItemFunnels(await deps(), toAddress(wallet), [one, two]);
    expect(rows.map(({ itemId, people: { viewed } }) => [itemId, viewed]).sort()).toEqual([[one, 2] as const, [two, 1]].sort());
  });

  it("counts neither robots, headless browsers and scripts, nor the creator", async () => {
    const ada = await creator();
    const itemId = await published(ada);
    const robots = [
      "Mozilla/5.0 (compatible; Googlebot/2.1)",
      "Mozilla/5.0 HeadlessChrome/140.0.0.0 Safari/537.36",
      "curl/8.5.0",
    ];
    for (const robot of robots) expect((await tell(itemId, "viewed", undefined, robot)).status).toBe(204);
    expect((await tell(itemId, "viewed", ada.cookie)).status).toBe(204);
    expect(await funnelOf(ada)).toMatchObject(nothing);
  });

  it("refuses what is no event, and items that are not for sale", async () => {
    const ada = await creator();
    const itemId = await published(ada);
    for (const event of ["sold", "personChallenged", "__proto__", "", null, 1, ["viewed"], { viewed: 1 }]) {
      await expectProblem(await tell(itemId, event), 400, "invalid_request");
    }
    await expectProblem(await call("POST", path, { itemId }, { body: { event: "viewed", by: 9 } }), 400, "invalid_request");
    const large = { event: "viewed", and: "x".repeat(500) };
    await expectProblem(await call("POST", path, { itemId }, { body: large }), 413, "too_large");
    await expectProblem(await tell(newId("item"), "viewed"), 404, "not_found");
    const draft = await create(ada, { ...piece, title: "Not yet" });
    await expectProblem(await tell(draft.id, "viewed"), 404, "not_found");
    await call("DELETE", "/api/items/{itemId}", { itemId }, { cookie: ada.cookie });
    await expectProblem(await tell(itemId, "viewed"), 410, "removed");
    expect(await funnelOf(ada)).toMatchObject(nothing);
  });

  it("lets one caller tell so much and no more", async () => {
    const itemId = await published(await creator());
    const headers = { "pennypost-client": "10.2.2.2", "user-agent": browser };
    const once = () => call("POST", path, { itemId }, { body: { event: "viewed" }, headers });
    const answers = await Promise.all(Array.from({ length: 121 }, once));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    await expectProblem(refused[0] as Response, 429, "too_many_requests");
  });

  it("counts a 402 by who was told: a page of ours or anything else, and no question for headers alone", async () => {
    const ada = await creator();
    const itemId = await published(ada);
    const ask = (method: string, headers = {}) => call(method, "/api/items/{itemId}/content", { itemId }, { headers });
    for (const answer of [await ask("GET"), await ask("GET"), await ask("HEAD")]) expect(answer.status).toBe(402);
    expect((await ask("GET", { "sec-fetch-site": "same-origin" })).status).toBe(402);
    expect((await ask("GET", { "sec-fetch-site": "cross-site", origin: "https://else.example" })).status).toBe(402);
    const { people, agents } = await funnelOf(ada);
    expect([people.challenged, agents.challenged]).toEqual([1, 3]);
  });

  it("takes the steps of payment from the payments, by who paid", async () => {
    const { db } = await deps();
    const ada = await creator();
    const itemId = await published(ada);
    const { creatorId, publishedVersionId } = await db.item.findUniqueOrThrow({ where: { id: itemId } });
    const pay = async (payerKind: "person" | "agent", isSettled: boolean, deliveredAt: Date | null, createdAt = new Date()) => {
      const id = newId("pur");
      const authorization = { payer: id, payTo: "0x", amount: 1n, nonce: id, validAfter: 0n, validBefore: 0n, signature: "0x" };
      const claim = { id, itemId, versionId: publishedVersionId ?? "", creatorId, chainId: 1, asset: "0x", x402Version: 1 };
      const state = isSettled ? "confirmed" : "settling";
      await db.purchase.create({
        data: { ...claim, ...authorization, payerKind, state, claimedAtBlock: 0n, deliveredAt, createdAt },
      });
      const evidence = { transaction: id, logIndex: 0, blockNumber: 1n, blockHash: "0x", settledAt: createdAt };
      if (isSettled)
        await db.settlement.create({ data: { purchaseId: id, creatorId, itemId, chainId: 1, amount: 1n, ...evidence } });
    };
    await pay("person", true, new Date());
    await pay("person", true, null);
    await pay("person", false, null);
    await pay("agent", true, new Date());
    await pay("agent", true, new Date(), new Date(Date.now() - 31 * 86_400_000));
    const steps = {
      people: { ...nobody, signed: 3, settled: 2, delivered: 1 },
      agents: { challenged: 0, signed: 1, settled: 1, delivered: 1 },
    };
    expect(await funnelOf(ada, itemId)).toMatchObject(steps);
    expect(await funnelOf(ada)).toMatchObject(steps);
    // Once its block is final a sale stands in the sums, and is counted there alone.
    await db.settlement.updateMany({ where: { itemId }, data: { finalizedAt: new Date() } });
    expect(await funnelOf(ada, itemId)).toMatchObject(steps);
    await db.purchase.updateMany({
      where: { itemId, payerKind: "person", deliveredAt: null },
      data: { deliveredAt: new Date() },
    });
    const later = { ...steps, people: { ...steps.people, delivered: 3 } };
    expect(await funnelOf(ada, itemId)).toMatchObject(later);
    expect(await funnelOf(ada)).toMatchObject(later);
  });

  it("adds up what several processes counted at once, and passes over items that are gone", async () => {
    const ada = await creator();
    const own = [await published(ada), await published(ada), await published(ada)];
    const { env, clock } = await deps();
    const processes = Array.from({ length: 3 }, () => ({ db: createDb(env.DATABASE_URL, 2), visits: createVisitCounts(clock) }));
    const rounds = 20;
    await Promise.all(
      processes.map(async (process, index) => {
        for (let round = 0; round < rounds; round++) {
          // Each in an order of its own, as they come.
          for (const itemId of index % 2 ? own : own.toReversed()) process.visits.count(itemId, "viewed");
          process.visits.count("item_gone", "viewed");
          await writeVisits(process);
        }
      }),
    );
    for (const itemId of own) expect((await funnelOf(ada, itemId)).people.viewed).toBe(60);
    expect((await funnelOf(ada)).people.viewed).toBe(180);
    for (const { db } of processes) await db.$disconnect();
  });

  it("keeps its counts while the database does not answer", async () => {
    const { db, clock } = await deps();
    const ada = await creator();
    const itemId = await published(ada);
    const away = createDb("postgresql://nobody@127.0.0.1:1/none");
    const visits = createVisitCounts(clock);
    visits.count(itemId, "viewed");
    await expect(writeVisits({ db: away, visits })).rejects.toThrow();
    await writeVisits({ db, visits });
    expect((await funnelOf(ada)).people.viewed).toBe(1);
    await away.$disconnect();
  });
});
