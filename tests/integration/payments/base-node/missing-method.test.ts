// Nodes that do not serve eth_sendRawTransactionSync, and say so as JSON-RPC does or as an invalid request.
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createChainClient } from "../../../../lib/chain/client";
import { createLocalFacilitator } from "../../../../lib/chain/local-facilitator";
import { purchase } from "../../../../lib/payments/purchase/purchase";
import type { LocalAccount } from "../../../../scripts/local/accounts";
import { type BaseWorld, createBaseWorld } from "../../../support/base-node/world";

let world: BaseWorld;
beforeAll(async () => {
  world = await createBaseWorld();
});
afterAll(() => world?.stop());
afterEach(() => world.behave());

const asked = () => world.node.calls.get("eth_sendRawTransactionSync") ?? 0;
const newFacilitator = () =>
  createLocalFacilitator(createChainClient(world.node.url), world.usdc, world.network, [world.chain.accounts.relayer.privateKey]);

async function buy(facilitator = newFacilitator()) {
  const offer = await world.sellItem();
  const payment = await world.sign(world.chain.accounts.readers[0] as LocalAccount, offer);
  return (await purchase({ ...world, facilitator }, offer, payment, "agent")).state;
}

it.each([-32600, -32601] as const)(
  "told as %i at boot, the method is not asked for again, and payments go through",
  async (code) => {
    world.behave({ blockMs: 100, sendSync: code });
    const facilitator = newFacilitator();
    await facilitator.check();
    const probed = asked();
    expect([await buy(facilitator), await buy(facilitator)]).toEqual(["confirmed", "confirmed"]);
    expect(asked()).toBe(probed);
  },
);

it.each([-32600, -32601] as const)("told as %i by the first payment, it is asked for once", async (code) => {
  world.behave({ blockMs: 100, sendSync: code });
  const facilitator = newFacilitator();
  const before = asked();
  expect([await buy(facilitator), await buy(facilitator)]).toEqual(["confirmed", "confirmed"]);
  expect(asked() - before).toBe(1);
});

it("the probe sends nothing, and a node that serves the method is asked for it", async () => {
  world.behave({ blockMs: 100 });
  const facilitator = newFacilitator();
  const sent = () => world.chain.client.getTransactionCount({ address: world.chain.accounts.relayer.address });
  const before = await sent();
  await facilitator.check();
  expect(await sent()).toBe(before);
  const probed = asked();
  expect(await buy(facilitator)).toBe("confirmed");
  expect(asked() - probed).toBe(1);
});
