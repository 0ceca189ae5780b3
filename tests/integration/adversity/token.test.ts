// USDC refuses: paused, blacklisted, no money; and wallets that change their mind. Circle's contract, a real chain, each moment.
import type { Hex } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { purchase } from "../../../lib/payments/purchase/purchase";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import type { Reason } from "../../../lib/x402/reasons";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../../support/payments";
import { type Act, control, drain, type Moment, play, relayerNonce, type Scene, setScene, sweepLater } from "./stage";

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world.stop());

interface Obstacle {
  act: Act;
  /** Takes it away again. */
  undo: Act;
  /** What is told when it is seen before anything was sent. */
  reason: Reason;
}

const obstacles: Record<string, Obstacle> = {
  "USDC is paused": {
    act: () => control(world, "pause"),
    undo: () => control(world, "unpause"),
    reason: "invalid_transaction_state",
  },
  "the payer is on Circle's blacklist": {
    act: ({ payer }) => control(world, "blacklist", payer.address),
    undo: ({ payer }) => control(world, "unBlacklist", payer.address),
    reason: "invalid_transaction_state",
  },
  "the payee is on Circle's blacklist": {
    act: ({ offer }) => control(world, "blacklist", offer.payTo),
    undo: ({ offer }) => control(world, "unBlacklist", offer.payTo),
    reason: "invalid_transaction_state",
  },
  "the payer's money is gone": {
    act: drain,
    undo: ({ payer }) => world.chain.mint(payer.address, PRICE),
    reason: "insufficient_funds",
  },
};

/** The same header pays, unless it was sent: one that failed on the chain stays refused, and another signature of the payer's pays. */
async function expectNextWordCounts({ offer, payer, payment }: Scene, wasSent: boolean): Promise<void> {
  const show = (shown: PresentedPayment) => purchase(world, offer, shown, "agent").then(({ state }) => state);
  if (!wasSent) return expect(await show(payment)).toBe("confirmed");
  const sent = await relayerNonce(world);
  expect([await show(payment), await relayerNonce(world)]).toEqual(["refused", sent]);
  const next = await world.sign(payer, offer);
  if (payment.authorization.signature === "0x01") next.authorization.signature = "0x01";
  expect(await show(next)).toBe("confirmed");
}

describe.each(Object.entries(obstacles))("%s", (_, { act, undo, reason }) => {
  it.each<[Moment, number]>([
    ["presented", 0],
    ["looked", 0],
    ["simulated", 1],
    ["signed", 1],
  ])(
    "(%s): nobody is charged, the reason is true, and what was never sent pays by the same header once it is over",
    async (moment, gas) => {
      const scene = await setScene(world);
      try {
        const { outcome, charged, sent } = await play(scene, moment, act);
        expect({ outcome, charged, sent }).toEqual({
          outcome: { state: "refused", reason: gas ? "invalid_transaction_state" : reason },
          charged: false,
          sent: gas,
        });
      } finally {
        await undo(scene);
      }
      await expectNextWordCounts(scene, gas > 0);
      expect(await world.chain.balanceOf(scene.payer.address)).toBe(0n);
    },
  );
});

it("a relayer on Circle's blacklist settles as before: USDC asks who pays and who is paid, not who calls", async () => {
  const { relayer } = world.chain.accounts;
  await control(world, "blacklist", relayer.address);
  try {
    const { outcome, charged } = await play(await setScene(world), "presented", async () => {});
    expect([outcome.state, charged]).toEqual(["confirmed", true]);
  } finally {
    await control(world, "unBlacklist", relayer.address);
  }
});

it("one unit short is refused without gas, and exactly enough pays", async () => {
  const scene = await setScene(world, PRICE - 1n);
  expect(await play(scene, "presented", async () => {})).toEqual({
    outcome: { state: "refused", reason: "insufficient_funds" },
    charged: false,
    sent: 0,
  });
  await world.chain.mint(scene.payer.address, 1n);
  expect((await purchase(world, scene.offer, scene.payment, "agent")).state).toBe("confirmed");
});

it("two items, money for one: both presented at once charge once and serve once", async () => {
  const first = await setScene(world);
  const offer = await world.sellItem();
  const second: Scene = { ...first, offer, payment: await world.sign(first.payer, offer) };
  const scenes = [first, second];
  const outcomes = await Promise.all(scenes.map((scene) => purchase(world, scene.offer, scene.payment, "agent")));
  expect(outcomes.map(({ state }) => state).sort()).toEqual(["confirmed", "refused"]);
  expect(await world.db.entitlement.count({ where: { wallet: first.payer.address.toLowerCase() } })).toBe(1);
  expect(await world.chain.balanceOf(first.payer.address)).toBe(0n);
});

describe("a smart wallet that changes its mind", () => {
  /** ERC-1271's magic value while its slot 0 is empty, a revert after. */
  const code: Hex = `0x600054603157${`7f1626ba7e${"00".repeat(28)}`}60005260206000f300005b60006000fd`;
  const refuse: Act = ({ payer }) =>
    world.chain.client.setStorageAt({ address: payer.address, index: 0, value: `0x${"00".repeat(31)}01` });
  const agree: Act = ({ payer }) =>
    world.chain.client.setStorageAt({ address: payer.address, index: 0, value: `0x${"00".repeat(32)}` });

  it.each<[Moment, number]>([
    ["presented", 0],
    ["looked", 0],
    ["simulated", 1],
    ["signed", 1],
  ])("(%s) is not charged, and its next word counts", async (moment, gas) => {
    const scene = await setScene(world);
    await world.chain.client.setCode({ address: scene.payer.address, bytecode: code });
    scene.payment.authorization.signature = "0x01";
    const { outcome, charged, sent } = await play(scene, moment, refuse);
    expect([outcome.state, charged, sent]).toEqual(["refused", false, gas]);
    await agree(scene);
    await expectNextWordCounts(scene, gas > 0);
  });
});

it("a sweep over all this finds nothing to repair: nobody was charged in silence", async () => {
  const before = await world.db.entitlement.count();
  const { repaired, failed } = await sweepLater(world);
  expect({ repaired, failed, entitlements: await world.db.entitlement.count() }).toEqual({
    repaired: 0,
    failed: 0,
    entitlements: before,
  });
  expect(before).toBeGreaterThan(20);
});
