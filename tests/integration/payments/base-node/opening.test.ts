// When payments are open: as soon as the chain is known to be right, whatever is left to repair, and while the chain answers.

import { generatePrivateKey } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ItemOffer } from "../../../../lib/catalog/items/offer";
import { createChainClient } from "../../../../lib/chain/client";
import { createLiveness } from "../../../../lib/chain/liveness";
import { toAddress } from "../../../../lib/kernel/address";
import { openRail, workOffBacklog } from "../../../../lib/open-rail";
import { purchase } from "../../../../lib/payments/purchase/purchase";
import type { Services } from "../../../../lib/services";
import { createLog } from "../../../../lib/telemetry/log";
import type { PresentedPayment } from "../../../../lib/x402/payment-header";
import { moreNetworks } from "../../../../lib/x402/rail-networks";
import type { LocalAccount } from "../../../../scripts/local/accounts";
import { type BaseNode, startBaseNode } from "../../../support/base-node/node";
import { type BaseWorld, createBaseWorld } from "../../../support/base-node/world";
import { startChain, type TestChain } from "../../../support/chain";
import { PRICE } from "../../../support/payments";
import { scratchFolder } from "../../../support/scratch";
import { storeAndDie } from "../../../support/unfinished";

const kind = { blockMs: 200 };
let world: BaseWorld;
beforeAll(async () => {
  world = await createBaseWorld();
  world.behave(kind);
});
afterAll(() => world?.stop());

const reader = (index: number) => world.chain.accounts.readers[index] as LocalAccount;

/** A payment that is signed and stored; then the process dies, ten seconds ago. */
async function leaveStored(offer: ItemOffer, payment: PresentedPayment) {
  const { claimed, attempt } = await storeAndDie(world, offer, payment);
  if (!attempt.rawTransaction) throw new Error("not signed");
  await world.db.purchase.update({ where: { id: claimed.id }, data: { updatedAt: new Date(Date.now() - 10_000) } });
  return { id: claimed.id, serializedTransaction: attempt.rawTransaction };
}

describe("a rail with a backlog", () => {
  /** The rail, and its repairs, which go no further until `release`. */
  function held() {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { facilitator } = world;
    const state = { isChecked: false, hasGas: true, settlementCost: 0n, balances: [] };
    const rail = {
      name: "local" as const,
      chain: createChainClient(world.node.url),
      liveness: createLiveness(world.usdc.head),
      state,
    };
    const log = createLog("silent", () => undefined);
    const estimateFees = () => gate.then(facilitator.estimateFees);
    return { rail, release, deps: { ...world, log, facilitator: { ...facilitator, estimateFees } } };
  }

  it("sells before anything of it is repaired, and charges nobody in it twice", async () => {
    const [offer, other] = [await world.sellItem(), await world.sellItem()];
    const before = await world.usdc.balanceOf(toAddress(reader(0).address));
    const payment = await world.sign(reader(0), offer);
    const { id, serializedTransaction } = await leaveStored(offer, payment);
    // It was sent, and settled while nobody looked.
    await world.chain.client.sendRawTransaction({ serializedTransaction });

    const { rail, deps, release } = held();
    await openRail(deps, rail);
    expect(rail.state.isChecked).toBe(true);
    const repaired = workOffBacklog(deps);

    expect(await purchase(world, other, await world.sign(reader(1), other), "agent")).toMatchObject({ state: "confirmed" });
    expect((await world.db.purchase.findUniqueOrThrow({ where: { id } })).state).toBe("settling");
    // The payer, who knows of nothing, signs anew while the first payment waits to be looked at.
    const again = await purchase(world, offer, await world.sign(reader(0), offer), "agent");
    expect(["pending", "confirmed"]).toContain(again.state);

    release();
    await repaired;
    expect(await purchase(world, offer, payment, "agent")).toMatchObject({ state: "confirmed", purchaseId: id });
    await expect(purchase(world, offer, await world.sign(reader(0), offer), "agent")).rejects.toMatchObject({
      code: "already_owned",
    });
    expect(before - (await world.usdc.balanceOf(toAddress(reader(0).address)))).toBe(PRICE);
    expect(await world.db.settlement.count({ where: { purchase: { itemId: offer.id } } })).toBe(1);
  });

  it("stays closed while the chain does not answer", async () => {
    const { rail, deps } = held();
    world.behave({ ...kind, isGone: true });
    await expect(openRail(deps, rail)).rejects.toThrow();
    expect(rail.state.isChecked).toBe(false);
    world.behave(kind);
    await openRail(deps, rail);
    expect(rail.state.isChecked).toBe(true);
  });
});

describe("GET /api/health of two rails", () => {
  const scratch = scratchFolder();
  const eur = moreNetworks["local-eurc"];
  let euroChain: TestChain;
  let euroNode: BaseNode;
  let services: Services;

  beforeAll(async () => {
    euroChain = await startChain({ network: eur });
    euroNode = await startBaseNode(euroChain.rpcUrl, kind);
    const settings = {
      DATABASE_URL: world.databaseUrl,
      NETWORK: "local",
      RPC_URL: world.node.url,
      RAILS: `local-eurc=${euroNode.url}`,
      PUBLIC_ORIGIN: "http://localhost:3999",
      RELAYER_PRIVATE_KEY: generatePrivateKey(),
      STORAGE_DIR: scratch.path("storage"),
      LOG_LEVEL: "silent",
    };
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
    services = (await import("../../../../lib/services")).services();
  });
  afterAll(async () => {
    await services?.db.$disconnect();
    Reflect.deleteProperty(globalThis, "pennypost");
    vi.unstubAllEnvs();
    await euroNode?.stop();
    await euroChain?.stop();
    scratch.remove();
  });

  /** What it says `seconds` from now. */
  async function healthIn(seconds = 0) {
    const { GET } = await import("../../../../app/api/health/route");
    const clock = vi.spyOn(performance, "now").mockReturnValue(performance.now() + seconds * 1_000);
    try {
      const answer = await GET(new Request("http://localhost:3999/api/health"), { params: Promise.resolve({}) });
      expect(answer.status).toBe(200);
      const { payments, reason, rails } = (await answer.json()) as Record<string, unknown> & { rails: Record<string, unknown>[] };
      return { payments, reason, rails: rails.map((rail) => [rail.network, rail.reason]) };
    } finally {
      clock.mockRestore();
    }
  }

  const opened = (index: 0 | 1) => {
    const rail = services.rails[index];
    if (!rail) throw new Error("no such rail");
    return openRail({ ...services, ...rail }, rail);
  };
  const [first, second] = [moreNetworks.local.caip2, eur.caip2];

  it("says of each whether it was checked", async () => {
    await opened(0);
    expect(await healthIn()).toEqual({
      payments: "paused",
      reason: "chain_not_checked",
      rails: [
        [first, null],
        [second, "chain_not_checked"],
      ],
    });
    await opened(1);
    const open = { payments: "open", reason: null };
    expect(await healthIn()).toMatchObject({
      ...open,
      rails: [
        [first, null],
        [second, null],
      ],
    });
  });

  it("says that the one whose node hangs is paused after fifteen seconds of silence, and sells nothing on it, until it answers", async () => {
    const [usd, euro] = services.rails as [Services["rails"][0], Services["rails"][0]];
    euroNode.traits.fault = { kind: "hang", share: 1 };
    // A head of the last second is an answer yet.
    await vi.waitFor(() => expect(euro.liveness.check()).rejects.toThrow("in time"), { timeout: 20_000 });
    await usd.liveness.check();
    expect((await healthIn()).payments).toBe("open");
    expect(await healthIn(20)).toEqual({
      payments: "paused",
      reason: "chain_silent",
      rails: [
        [first, null],
        [second, "chain_silent"],
      ],
    });
    const offer = await world.sellItem();
    const payment = await world.sign(reader(2), offer);
    const asked = [...euroNode.calls.values()].reduce((sum, calls) => sum + calls, 0);
    const clock = vi.spyOn(performance, "now").mockReturnValue(performance.now() + 20_000);
    try {
      await expect(purchase({ ...services, ...euro }, offer, payment, "agent")).rejects.toMatchObject({
        code: "payments_paused",
      });
    } finally {
      clock.mockRestore();
    }
    expect([...euroNode.calls.values()].reduce((sum, calls) => sum + calls, 0)).toBe(asked);

    euroNode.traits.fault = null;
    await vi.waitFor(() => euro.liveness.check(), { timeout: 20_000 });
    expect(await healthIn(20)).toMatchObject({ payments: "open", reason: null });
  });
});
