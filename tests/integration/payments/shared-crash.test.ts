// A server that is killed with SIGKILL while many buy at once in one transaction: whoever was charged is served, and all are charged once.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Failpoint } from "../../../lib/payments/failpoints";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { write } from "../../support/buyers-process";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { scratchFolder } from "../../support/scratch";
import { isCharged, isServed, type Scene, setScene, sweepLater } from "../adversity/stage";

const BUYERS = 8;
const SCRIPT = join(import.meta.dirname, "../../support/buyers-process.ts");

const scratch = scratchFolder();
let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(async () => {
  await world?.stop();
  scratch.remove();
});

/** Resolves to the signal that ended the process. */
async function buyAndDie(scenes: Scene[], dieAt: Failpoint): Promise<unknown> {
  const file = scratch.path(`${dieAt}.json`);
  const buys = scenes.map(({ offer, payment }) => ({ itemId: offer.id, payment }));
  const { databaseUrl, chain, network } = world;
  const relayerKey = chain.accounts.relayer.privateKey;
  writeFileSync(
    file,
    write({ databaseUrl, rpcUrl: chain.rpcUrl, relayerKey, confirmations: network.confirmations, dieAt, buys }),
  );
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", SCRIPT, file], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  const [code, signal] = await once(child, "exit");
  if (signal === null) throw new Error(`the process ended with ${code}: ${said}`);
  return signal;
}

it.each<Failpoint>(["simulated", "attempt-stored", "submitted", "seen-paid", "confirmed"])(
  "killed at %s it has charged nobody twice, and serves all when it is back",
  async (dieAt) => {
    const scenes = await Promise.all(Array.from({ length: BUYERS }, () => setScene(world)));
    expect(await buyAndDie(scenes, dieAt)).toBe("SIGKILL");
    const ours = { purchase: { itemId: { in: scenes.map(({ offer }) => offer.id) } } };
    const shared = await world.db.settlementAttempt.count({ where: { ...ours, members: { gt: 1 } } });
    expect(shared > 1).toBe(dieAt !== "simulated");
    await sweepLater(world);
    await sweepLater(world);
    for (const scene of scenes) {
      const { state } = await purchase(world, scene.offer, scene.payment, "agent");
      expect([state, await isCharged(world, scene.payment), await isServed(scene)]).toEqual(["confirmed", true, true]);
    }
    const sent = await world.db.settlementAttempt.findMany({ where: ours });
    expect(sent.map(({ purchaseId }) => purchaseId)).toHaveLength(BUYERS);
    const { address } = world.chain.accounts.relayer;
    const { nextNonce } = await world.db.relayer.findFirstOrThrow();
    expect(await world.chain.client.getTransactionCount({ address })).toBe(nextNonce);
  },
);
