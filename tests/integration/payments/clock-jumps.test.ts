// A clock that is set an hour forward or back, of a server or of the database: payments end as they would have, and background work goes on.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeLease } from "../../../lib/db/lease";
import type { PaymentDeps } from "../../../lib/payments/deps";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { sweep } from "../../../lib/payments/settlement/sweep";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { claimAndGiveUp, storeAndDie } from "../../support/unfinished";
import { newPayer } from "../adversity/stage";

const HOUR_MS = 3_600_000;

let world: PaymentWorld;
beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());

const shifted = (ms: number) => ({ now: () => new Date(Date.now() + ms) });

/** The same server, whose clock is set once, at the second look at the chain after it has sent a transaction. */
function jumpingBy(ms: number): PaymentDeps & { hasJumped: () => boolean } {
  let [shift, heads, isSent] = [0, 0, false];
  const submit: PaymentDeps["facilitator"]["submit"] = async (attempt, request) => {
    isSent = true;
    return world.facilitator.submit(attempt, request, false);
  };
  const head: PaymentDeps["usdc"]["head"] = async () => {
    if (isSent && ++heads === 2) shift = ms;
    return world.usdc.head();
  };
  return {
    ...world,
    clock: { now: () => new Date(Date.now() + shift) },
    usdc: { ...world.usdc, head },
    facilitator: { ...world.facilitator, submit },
    hasJumped: () => shift !== 0,
  };
}

const stateOf = async (id: string) => (await world.db.purchase.findUniqueOrThrow({ where: { id } })).state;

describe.each([
  ["forward", HOUR_MS],
  ["back", -HOUR_MS],
])("a server's clock that is set an hour %s", (_which, ms) => {
  it("while a payment is waited for ends the wait, and nothing else: it is served by the next sweep, and charged once", async () => {
    const [offer, buyer] = [await world.sellItem(), await newPayer(world)];
    const before = await world.chain.balanceOf(buyer.address);
    const payment = await world.sign(buyer, offer);
    const server = jumpingBy(ms);
    await world.chain.setAutomine(false);
    expect(await purchase(server, offer, payment, "agent")).toMatchObject({ state: "pending" });
    expect(server.hasJumped()).toBe(true);
    await world.chain.mine();
    await world.chain.setAutomine(true);
    const swept = async () => {
      await sweep(server);
      return world.db.entitlement.count({ where: { itemId: offer.id } });
    };
    await expect.poll(swept, { timeout: 60_000 }).toBe(1);
    expect(before - (await world.chain.balanceOf(buyer.address))).toBe(offer.amount);
  }, 120_000);

  it("keeps no payment that was left before from being looked at", async () => {
    const [offer, buyer] = [await world.sellItem(), await newPayer(world)];
    const { claimed } = await storeAndDie(world, offer, await world.sign(buyer, offer));
    const { id } = claimed;
    expect(await stateOf(id)).toBe("settling");
    await sweep({ ...world, clock: shifted(ms) });
    await expect
      .poll(
        async () => {
          await sweep({ ...world, clock: shifted(ms + 20_000) });
          return stateOf(id);
        },
        { timeout: 60_000 },
      )
      .toBe("confirmed");
  });
});

it("a claim that was given up an hour from now, by a clock that was wrong, is ended now", async () => {
  const [offer, buyer] = [await world.sellItem(), await newPayer(world)];
  const { id } = await claimAndGiveUp(world, offer, await world.sign(buyer, offer));
  await world.db.$executeRaw`UPDATE purchase SET updated_at = now() + interval '1 hour' WHERE id = ${id}`;
  const seen = () => world.db.purchase.findUniqueOrThrow({ where: { id } });
  await sweep(world);
  expect((await seen()).updatedAt.getTime()).toBeLessThan(Date.now() + HOUR_MS / 2);
});

it("a sweep that lasts longer than clocks may differ looks at each purchase once", async () => {
  for (let each = 0; each < 3; each++) {
    const [offer, buyer] = [await world.sellItem(), await newPayer(world)];
    await claimAndGiveUp(world, offer, await world.sign(buyer, offer));
  }
  const open = await world.db.purchase.count({ where: { state: { in: ["claimed", "settling", "refused"] } } });
  let now = Date.now() + 60_000;
  const usdc: PaymentDeps["usdc"] = {
    ...world.usdc,
    async isUsed(authorization) {
      now += 301_000;
      return world.usdc.isUsed(authorization);
    },
  };
  const { looked } = await sweep({ ...world, usdc, clock: { now: () => new Date(now) } });
  expect(looked).toBe(open);
});

describe("a lease", () => {
  const expiryOf = async (name: string) => (await world.db.lease.findUniqueOrThrow({ where: { name } })).expiresAt;

  it("that a database's clock, set back since, has made an hour long is taken over from a holder that is dead", async () => {
    await takeLease(world.db, "ahead", "a dead process", 5);
    await world.db.$executeRaw`UPDATE lease SET expires_at = now() + interval '1 hour' WHERE name = 'ahead'`;
    expect(await takeLease(world.db, "ahead", "another", 5)).toMatchObject({ holder: "another", token: 2n });
    expect((await expiryOf("ahead")).getTime()).toBeLessThan(Date.now() + HOUR_MS / 2);
  });

  it("that is as long as leases are stays its holder's", async () => {
    await takeLease(world.db, "held", "one", 600);
    expect(await takeLease(world.db, "held", "another", 600)).toBeNull();
    expect(await takeLease(world.db, "held", "one", 600)).toMatchObject({ holder: "one", token: 1n });
  });
});
