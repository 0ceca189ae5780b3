// A transaction of ours fails, the payer is told so, and then the chain changes its mind: who is charged after all is served.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../../support/payments";
import { type Act, cancel, control, drain, isCharged, isServed, play, setScene, sweepLater } from "./stage";

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
