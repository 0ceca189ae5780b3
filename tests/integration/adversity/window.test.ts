// The seconds at both ends of an authorization's life, by the chain's time.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChainClient } from "../../../lib/chain/client";
import { createUsdc } from "../../../lib/chain/usdc";
import { purchase } from "../../../lib/payments/purchase/purchase";
import type { Authorization } from "../../../lib/x402/exact/authorization";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { isCharged, isServed, newPayer, play, relayerNonce, type Scene } from "./stage";

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world.stop());

/** With eyes of its own, which have not seen an earlier newest block: one is kept for a second. */
const freshly = (): PaymentWorld => ({ ...world, usdc: createUsdc(createChainClient(world.chain.rpcUrl), world.network) });

/** The chain's newest block gets a time well ahead of this machine's, so that the chain's alone decides. Returns it. */
async function leapAhead(): Promise<bigint> {
  const { timestamp } = await world.chain.client.getBlock();
  const time = timestamp + 10_000n;
  await world.chain.setNextBlockTimestamp(time);
  await world.chain.mine();
  return time;
}

async function sceneAt(window: (time: bigint) => Partial<Authorization>): Promise<Scene> {
  const [offer, payer] = await Promise.all([world.sellItem(), newPayer(world)]);
  const time = await leapAhead();
  const fresh = freshly();
  expect((await fresh.usdc.head()).time).toBe(time);
  return { world: fresh, offer, payer, payment: await world.sign(payer, offer, { validBefore: time + 300n, ...window(time) }) };
}

const nothing = async () => {};

describe("an authorization presented", () => {
  it.each<[string, (time: bigint) => Partial<Authorization>, string]>([
    ["valid from this second", (time) => ({ validAfter: time }), "invalid_exact_evm_payload_authorization_valid_after"],
    ["valid from the next second", (time) => ({ validAfter: time + 1n }), "invalid_exact_evm_payload_authorization_valid_after"],
    ["with 19 seconds left", (time) => ({ validBefore: time + 19n }), "invalid_exact_evm_payload_authorization_valid_before"],
    ["that ended this second", (time) => ({ validBefore: time }), "invalid_exact_evm_payload_authorization_valid_before"],
    [
      "with more than an hour left",
      (time) => ({ validBefore: time + 3_601n }),
      "invalid_exact_evm_payload_authorization_valid_before",
    ],
  ])("%s is refused with its reason: no row, no gas", async (_, window, reason) => {
    const scene = await sceneAt(window);
    expect(await play(scene, "presented", nothing)).toEqual({ outcome: { state: "refused", reason }, charged: false, sent: 0 });
    expect(await world.db.purchase.count({ where: { itemId: scene.offer.id } })).toBe(0);
  });

  it.each<[string, (time: bigint) => Partial<Authorization>]>([
    ["valid since the second before", (time) => ({ validAfter: time - 1n })],
    ["with 20 seconds left", (time) => ({ validBefore: time + 20n })],
    ["with an hour left", (time) => ({ validBefore: time + 3_600n })],
  ])("%s pays", async (_, window) => {
    const { outcome, charged } = await play(await sceneAt(window), "presented", nothing);
    expect([outcome.state, charged]).toEqual(["confirmed", true]);
  });
});

describe("an authorization whose transaction is mined", () => {
  const minedAt = (seconds: bigint) => (scene: Scene) =>
    world.chain.setNextBlockTimestamp(scene.payment.authorization.validBefore + seconds);

  it("in the last second before its end pays", async () => {
    const scene = await sceneAt((time) => ({ validBefore: time + 60n }));
    const { outcome, charged } = await play(scene, "signed", minedAt(-1n));
    expect([outcome.state, charged]).toEqual(["confirmed", true]);
  });

  it("in the second of its end charges nobody, and can never again", async () => {
    const scene = await sceneAt((time) => ({ validBefore: time + 60n }));
    const { outcome, charged } = await play(scene, "signed", minedAt(0n));
    expect([outcome.state, charged]).toEqual(["refused", false]);
    const sent = await relayerNonce(world);
    const again = await purchase(freshly(), scene.offer, scene.payment, "agent");
    expect(again).toEqual({ state: "refused", reason: "invalid_transaction_state" });
    expect([await relayerNonce(world), await isCharged(world, scene.payment), await isServed(scene)]).toEqual([
      sent,
      false,
      false,
    ]);
  });
});

it("a server whose clock is a year off asks the chain for the time", async () => {
  const scene = await sceneAt((time) => ({ validBefore: time + 60n }));
  const year = { now: () => new Date(Date.now() + 365 * 86_400_000) };
  expect((await purchase({ ...scene.world, clock: year }, scene.offer, scene.payment, "agent")).state).toBe("confirmed");
});
