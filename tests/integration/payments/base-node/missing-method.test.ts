// Nodes that do not serve eth_sendRawTransactionSync, and say so as JSON-RPC does or as an invalid request; and one that does not tell at
// the start whether it has Multicall3.
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

it("a node that was silent when it was asked for Multicall3 is asked again beside purchases, which do not wait for it", async () => {
  const fault = { kind: "reset" as const, share: 1, methods: ["eth_getCode"] };
  world.behave({ blockMs: 100, fault });
  const facilitator = newFacilitator();
  await expect(facilitator.check()).rejects.toThrow();
  world.behave({ blockMs: 100, fault: { ...fault, kind: "hang" } });
  expect([await buy(facilitator), facilitator.membersMax()]).toEqual(["confirmed", 1]);
  world.behave({ blockMs: 100 });
  const membersAfterPurchase = async () => {
    expect(await buy(facilitator)).toBe("confirmed");
    return facilitator.membersMax();
  };
  await expect.poll(membersAfterPurchase, { timeout: 25_000 }).toBe(16);
  const codeAsked = world.node.calls.get("eth_getCode");
  expect(await buy(facilitator)).toBe("confirmed");
  expect(world.node.calls.get("eth_getCode")).toBe(codeAsked);
}, 40_000);
