// The chain changes its mind, under transactions of ours that failed and under such that paid: in the end charged and served go
// together. ADVERSITY_RUNS=200 plays that many random reorganisations.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../../support/payments";
import {
  type Act,
  cancel,
  control,
  drain,
  isCharged,
  isServed,
  noteEnding,
  play,
  type Scene,
  setScene,
  submitElsewhere,
  sweepLater,
} from "./stage";

const RUNS = Number(process.env.ADVERSITY_RUNS ?? 6);

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world.stop());

const obstacles: Record<string, Act> = {
  "USDC was paused": () => control(world, "pause"),
  "the payer was on Circle's blacklist": ({ payer }) => control(world, "blacklist", payer.address),
  "the money had moved away": drain,
  "the payer had cancelled": cancel,
};

describe.each(Object.entries(obstacles))("the block in which %s is reorganised away, and our failed one with it", (_, act) => {
  it("the stored transaction is sent again, and the payer has what it pays for", async () => {
    const scene = await setScene(world);
    const first = await play(scene, "simulated", act);
    expect([first.outcome.state, first.charged, first.sent]).toEqual(["refused", false, 1]);

    await world.chain.reorg(2);
    await sweepLater(world);
    await sweepLater(world);

    expect([await isCharged(world, scene.payment), await isServed(scene)]).toEqual([true, true]);
    expect(await world.chain.balanceOf(scene.payer.address)).toBe(0n);
    expect(await world.chain.balanceOf(scene.offer.payTo)).toBeGreaterThanOrEqual(PRICE);
  });
});

/** Looks at everything again until nothing changes any more. */
async function settleDown(): Promise<void> {
  for (let times = 0; times < 4; times++) {
    await sweepLater(world);
    await world.chain.mine();
  }
}

const ending = async (scene: Scene) => [await isCharged(world, scene.payment), await isServed(scene)];

describe("a payment that was confirmed, and whose block is reorganised away", () => {
  it("is settled again where it was ours", async () => {
    const scene = await setScene(world);
    const { outcome } = await play(scene, "presented", async () => {});
    expect(outcome.state).toBe("confirmed");
    await world.chain.reorg(1);
    expect(await isCharged(world, scene.payment)).toBe(false);
    await settleDown();
    expect(await ending(scene)).toEqual([true, true]);
  });

  it("is settled by us where a front-runner had been first", async () => {
    const scene = await setScene(world);
    const { outcome } = await play(scene, "signed", () => submitElsewhere(world, scene.payment.authorization));
    expect(outcome.state).toBe("confirmed");
    await world.chain.reorg(2);
    await settleDown();
    expect(await ending(scene)).toEqual([true, true]);
  });

  it.each<[string, Act]>([
    ["cancels", cancel],
    ["moves the money away", drain],
  ])("and whose payer %s before we send it again, serves no more, until it is paid anew", async (_, act) => {
    const scene = await setScene(world);
    expect((await purchase(world, scene.offer, scene.payment, "agent")).state).toBe("confirmed");
    await world.chain.reorg(1);
    await act(scene);
    await settleDown();
    expect(await ending(scene)).toEqual([false, false]);

    await world.chain.mint(scene.payer.address, PRICE);
    const anew = { ...scene, payment: await world.sign(scene.payer, scene.offer) };
    expect((await purchase(world, anew.offer, anew.payment, "agent")).state).toBe("confirmed");
    expect(await ending(anew)).toEqual([true, true]);
  });
});

it(`${RUNS} random reorganisations, 1 to 5 deep, after purchases: charged and served go together`, async () => {
  for (let run = 0; run < RUNS; run++) {
    const depth = 1 + Math.floor(Math.random() * 5);
    const scenes = [await setScene(world), await setScene(world)];
    for (const scene of scenes) {
      const frontRun = () => submitElsewhere(world, scene.payment.authorization);
      const moment = (["simulated", "signed"] as const)[run % 2] ?? "signed";
      await play(scene, moment, Math.random() < 0.5 ? frontRun : async () => {});
    }
    await world.chain.reorg(depth);
    await settleDown();
    for (const scene of scenes) {
      const [charged = false, served = false] = await ending(scene);
      noteEnding("reorganised", { charged, served });
      // Where the reorganisation took the payer's money with it (it was minted in those blocks), nobody is charged or served.
      expect(served, `${depth} deep`).toBe(charged);
    }
  }
}, 3_600_000);

it("a payment that reverted, shown again while a reorganisation has put it under way, is pending: no other one is asked for", async () => {
  const scene = await setScene(world);
  const first = await play(scene, "simulated", cancel);
  expect([first.outcome.state, first.sent]).toEqual(["refused", 1]);
  expect((await purchase(world, scene.offer, scene.payment, "agent")).state).toBe("refused");
  await world.chain.reorg(1);
  expect((await purchase(world, scene.offer, scene.payment, "agent")).state).toBe("pending");
  const { id } = await world.db.purchase.findFirstOrThrow({ where: { itemId: scene.offer.id } });
  expect(await world.db.settlementAttempt.count({ where: { purchaseId: id } })).toBe(1);
});

it("a payment that reverted pays after all where a reorganisation took back what made it fail: the same transaction, and it is served", async () => {
  await sweepLater(world);
  const scene = await setScene(world);
  const first = await play(scene, "simulated", drain);
  expect([first.outcome.state, first.sent]).toEqual(["refused", 1]);
  await world.chain.reorg(2);
  await sweepLater(world);
  await sweepLater(world);
  expect([await isCharged(world, scene.payment), await isServed(scene)]).toEqual([true, true]);
  const { id } = await world.db.purchase.findFirstOrThrow({ where: { itemId: scene.offer.id } });
  expect(await world.db.settlementAttempt.count({ where: { purchaseId: id } })).toBe(1);
});
