// After a shared transaction was burnt, payments go alone for a while: who burns them delays others once in that time.
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { buyInCompany, type Company } from "../../support/company";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { gatedDb } from "../../support/statement-gate";
import { drain, type Scene, setScene } from "../adversity/stage";

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());
beforeEach(() => world.db.relayer.updateMany({ data: { burntAt: null } }));

/** The first goes alone; the others begin at once. What became of each, and with how many it shared its first transaction. */
async function buyTogether(count: number, companyOf: (scenes: Scene[]) => Company = () => ({}), deps = world) {
  const scenes = await Promise.all(Array.from({ length: count }, () => setScene(world)));
  const outcomes = await buyInCompany(deps, scenes, companyOf(scenes));
  const members = scenes.map(async ({ offer }) => {
    const where = { purchase: { itemId: offer.id } };
    return (await world.db.settlementAttempt.findFirstOrThrow({ where, orderBy: { createdAt: "asc" } })).members;
  });
  const states = outcomes.map((outcome) => (typeof outcome === "object" ? outcome.state : outcome));
  return { states, members: await Promise.all(members) };
}

const burning = ([, thief]: Scene[]): Company => ({
  before: () => world.chain.client.setCode({ address: (thief as Scene).payer.address, bytecode: "0x5b600056" }),
});

it("after one was burnt, those who begin together go alone, and share again ten minutes later", async () => {
  const burnt = await buyTogether(4, burning);
  expect(burnt).toEqual({ states: ["confirmed", "refused", "confirmed", "confirmed"], members: [1, 3, 3, 3] });
  expect(await buyTogether(4)).toEqual({ states: Array(4).fill("confirmed"), members: [1, 1, 1, 1] });
  await world.db.relayer.updateMany({ data: { burntAt: new Date(Date.now() - 10 * 60_000) } });
  expect((await buyTogether(4)).members).toEqual([1, 3, 3, 3]);
});

it("a member that failed by its own fault has nobody go alone", async () => {
  const company = ([, poor]: Scene[]): Company => ({ before: () => drain(poor as Scene) });
  const failed = await buyTogether(4, company);
  expect(failed).toEqual({ states: ["confirmed", "refused", "confirmed", "confirmed"], members: [1, 3, 3, 3] });
  expect((await buyTogether(4)).members).toEqual([1, 3, 3, 3]);
});

it("one that another server burnt a moment ago counts: what was to share is not stored so, and each goes alone", async () => {
  let stores = 0;
  const db = gatedDb(world.db, async (text, run) => {
    const isOthers = text.includes("INSERT INTO settlement_attempt") && ++stores === 2;
    if (isOthers) await world.db.relayer.updateMany({ data: { burntAt: new Date() } });
    return run();
  });
  const bought = await buyTogether(4, undefined, { ...world, db });
  expect(bought).toEqual({ states: Array(4).fill("confirmed"), members: [1, 1, 1, 1] });
});
