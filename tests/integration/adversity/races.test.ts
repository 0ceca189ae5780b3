// Others are first: the same authorization, or its cancellation, put on chain by somebody else at every moment and at every fee.
// ADVERSITY_RUNS=200 plays that many random races.
import { encodeFunctionData, parseGwei } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transferCall } from "../../../lib/chain/counterfactual";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import {
  type Act,
  cancel,
  isCharged,
  isForeseen,
  isServed,
  type Moment,
  meddled,
  noteEnding,
  play,
  relayerNonce,
  type Scene,
  setScene,
  signCancellation,
  submitElsewhere,
  sweepLater,
} from "./stage";

const RUNS = Number(process.env.ADVERSITY_RUNS ?? 8);

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world.stop());

const frontRun: Act = (scene) => submitElsewhere(world, scene.payment.authorization);

describe("a front-runner", () => {
  it.each<Moment>(["presented", "looked"])(
    "before our simulation (%s) buys nothing for whoever shows the spent authorization, and no gas is spent",
    async (moment) => {
      const scene = await setScene(world);
      const { outcome, sent } = await play(scene, moment, frontRun);
      expect([outcome, sent]).toEqual([{ state: "refused", reason: "invalid_transaction_state" }, 0]);
      expect(await isServed(scene)).toBe(false);
    },
  );

  it.each<[Moment, number]>([
    ["simulated", 1],
    ["signed", 1],
  ])("after our simulation (%s) has paid us: the payer is served, once", async (moment, gas) => {
    const scene = await setScene(world);
    const { outcome, charged, sent } = await play(scene, moment, frontRun);
    expect([outcome.state, charged, sent]).toEqual(["confirmed", true, gas]);
    await expect(purchase(world, scene.offer, await world.sign(scene.payer, scene.offer), "agent")).rejects.toMatchObject({
      code: "already_owned",
    });
  });
});

describe("a payer who cancels", () => {
  it.each<[Moment, number]>([
    ["presented", 0],
    ["looked", 0],
    ["simulated", 1],
    ["signed", 1],
  ])("(%s) is neither charged nor served: used is not paid", async (moment, gas) => {
    const scene = await setScene(world);
    const { outcome, charged, sent } = await play(scene, moment, cancel);
    expect([outcome, charged, sent]).toEqual([{ state: "refused", reason: "invalid_transaction_state" }, false, gas]);
    expect(await isServed(scene)).toBe(false);
  });

  it("is told the truth again however often the same header comes, without more gas", async () => {
    const scene = await setScene(world);
    await play(scene, "signed", cancel);
    const before = await relayerNonce(world);
    for (let times = 0; times < 3; times++) {
      const outcome = await purchase(world, scene.offer, scene.payment, "agent");
      expect(outcome).toEqual({ state: "refused", reason: "invalid_transaction_state" });
    }
    expect(await relayerNonce(world)).toBe(before);
  });
});

type Rival = "transfer" | "cancellation";

/** A rival's transaction in the mempool, for more or for less than ours offers. */
async function sendRival(scene: Scene, kind: Rival, offers: "more" | "less"): Promise<void> {
  const { from, nonce } = scene.payment.authorization;
  const data =
    kind === "transfer"
      ? transferCall(scene.payment.authorization)
      : encodeFunctionData({
          abi: world.chain.usdcAbi,
          functionName: "cancelAuthorization",
          args: [from, nonce, await signCancellation(scene)],
        });
  const { baseFeePerGas } = await world.chain.client.getBlock();
  const tip = offers === "more" ? parseGwei("1") : 1n;
  await world.chain.client.sendTransaction({
    account: world.chain.accounts.minter.account,
    to: world.chain.usdc,
    data,
    gas: 200_000n,
    maxFeePerGas: offers === "more" ? parseGwei("60") : (baseFeePerGas ?? 0n) + tip,
    maxPriorityFeePerGas: tip,
  });
}

const pending = async () => Number((await world.chain.client.getTxpoolStatus()).pending);

describe("in one block with ours", () => {
  it.each<[Rival, "more" | "less", boolean]>([
    ["transfer", "more", true],
    ["transfer", "less", true],
    ["cancellation", "more", false],
    ["cancellation", "less", true],
  ])(
    "a rival's %s that offers %s: charged and served go together",
    async (kind, offers, expected) => {
      const scene = await setScene(world);
      await world.chain.setAutomine(false);
      try {
        const running = purchase(
          meddled(scene, "signed", () => sendRival(scene, kind, offers)),
          scene.offer,
          scene.payment,
          "agent",
        );
        await expect.poll(pending, { timeout: 5_000 }).toBe(2);
        await world.chain.mine();
        const outcome = await running;
        await sweepLater(world);
        const charged = await isCharged(world, scene.payment);
        expect([charged, await isServed(scene), outcome.state === "refused"]).toEqual([expected, expected, !expected]);
      } finally {
        await world.chain.setAutomine(true);
      }
    },
    30_000,
  );
});

it(`${RUNS} random races: charged and served go together, one transaction each at most`, async () => {
  const moments: Moment[] = ["presented", "looked", "simulated", "signed"];
  const acts = { frontRun, cancel, nothing: async () => {} };
  const tally: Record<string, number> = {};
  for (let run = 0; run < RUNS; run++) {
    const moment = moments[Math.floor(Math.random() * moments.length)] as Moment;
    const name = (["frontRun", "cancel", "nothing"] as const)[run % 3] ?? "nothing";
    const scene = await setScene(world);
    const { outcome, charged, sent } = await play(scene, moment, acts[name]);
    const ending = `${name} ${moment}: ${outcome.state}`;
    tally[ending] = (tally[ending] ?? 0) + 1;
    // What was spent before we had seen it is nobody's purchase here.
    const unseen = name === "frontRun" && !isForeseen(moment);
    const kind = { frontRun: "frontRun", cancel: "cancelled", nothing: "undisturbed" }[name];
    noteEnding(kind, { charged: charged && !unseen, served: await isServed(scene) });
    expect(sent, ending).toBeLessThanOrEqual(1);
    expect(outcome.state, ending).toBe(name === "nothing" || (charged && isForeseen(moment)) ? "confirmed" : "refused");
  }
  if (RUNS > 20) console.log(tally);
}, 3_600_000);
