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

/** The same server, whose clock is set as soon as it has sent a transaction. */
function jumpingBy(ms: number): PaymentDeps {
  let shift = 0;
  const submit: PaymentDeps["facilitator"]["submit"] = async (...sent) => {
    shift = ms;
    return world.facilitator.submit(...sent);
  };
  return {
    ...world,
    clock: { now: () => new Date(Date.now() + shift) },
    facilitator: { ...world.facilitator, submit },
  };
}

const stateOf = async (id: string) => (await world.db.purchase.findUniqueOrThrow({ where: { id } })).state;

describe.each([
  ["forward", HOUR_MS],
  ["back", -HOUR_MS],
])("a server's clock that is set an hour %s", (_which, ms) => {
  it("while a payment is on its way changes nothing of it: it is served, and charged once", async () => {
    const [offer, buyer] = [await world.sellItem(), await newPayer(world)];
    const before = await world.chain.balanceOf(buyer.address);
    const payment = await world.sign(buyer, offer);
    const server = jumpingBy(ms);
    const bought = await purchase(server, offer, payment, "agent");
    expect(bought.state).toBe("confirmed");
    await sweep(server);
    expect(before - (await world.chain.balanceOf(buyer.address))).toBe(offer.amount);
    expect(await world.db.entitlement.count({ where: { itemId: offer.id } })).toBe(1);
  });

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
