// Reconciliation on a real chain: what it says of honest books, and of books that somebody cooked.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChainClient } from "../../../lib/chain/client";
import { createPaymentLog } from "../../../lib/chain/payment-log";
import { listDiscrepancies, resolveDiscrepancy } from "../../../lib/payments/books/discrepancies";
import { type ReconcileDeps, reconcile, reconcileWhenDue } from "../../../lib/payments/books/reconcile";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { sweep } from "../../../lib/payments/settlement/sweep";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { operator, requestId } from "../../support/operator";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";

/** anvil calls a block final when this many lie on top of it. */
const FINAL = 64;

let world: PaymentWorld;
let deps: ReconcileDeps;

beforeAll(async () => {
  world = await createPaymentWorld();
  deps = { ...world, paymentLog: createPaymentLog(createChainClient(world.chain.rpcUrl), world.network) };
});
afterAll(() => world?.stop());

async function buy(reader = 0): Promise<string> {
  const offer = await world.sellItem();
  const payment = await world.sign(world.chain.accounts.readers[reader] as LocalAccount, offer);
  const outcome = await purchase(world, offer, payment, "agent");
  if (outcome.state !== "confirmed") throw new Error(`the purchase is ${outcome.state}`);
  return outcome.purchaseId;
}

const open = async () => (await listDiscrepancies(world)).map(({ kind, subject }) => ({ kind, subject }));

describe("a reconciliation", () => {
  it("finds every sale in both books, and begins where the last one ended", async () => {
    await buy(0);
    await buy(1);
    await world.chain.mine(FINAL);
    const first = await reconcile(deps);
    expect(first).toMatchObject({ transfers: 2, found: 0 });
    await buy(2);
    await world.chain.mine(FINAL);
    expect(await reconcile(deps)).toMatchObject({ fromBlock: (first?.toBlock ?? 0n) + 1n, transfers: 1, found: 0 });
    expect(await open()).toEqual([]);
  });

  it("leaves out what is not final yet, and has nothing to say then", async () => {
    await reconcile(deps);
    await buy();
    expect(await reconcile(deps)).toMatchObject({ transfers: 0 });
    expect(await reconcile(deps)).toBeNull();
  });

  it("finds a payment that the books do not show, a settlement that the chain does not, and a right that is gone", async () => {
    const [unbooked, invented, unentitled] = [await buy(0), await buy(1), await buy(2)];
    await world.db.settlement.delete({ where: { purchaseId: unbooked } });
    await world.db.settlement.update({ where: { purchaseId: invented }, data: { transaction: `0x${"ee".repeat(32)}` } });
    await world.db.entitlement.delete({ where: { purchaseId: unentitled } });
    await world.chain.mine(FINAL);
    await reconcile(deps);
    const found = await open();
    expect(found).toContainEqual({ kind: "unrecorded_transfer", subject: unbooked });
    expect(found).toContainEqual({ kind: "missing_entitlement", subject: unbooked });
    expect(found).toContainEqual({ kind: "missing_logs", subject: invented });
    expect(found).toContainEqual({ kind: "missing_entitlement", subject: unentitled });
    const told = world.events.flatMap((event) => (event.type === "discrepancy" ? [event.subject] : []));
    expect(new Set(told)).toEqual(new Set([unbooked, invented, unentitled]));
  });

  it("finds a transaction of a relayer key that we did not send", async () => {
    const { chain } = world;
    await chain.client.sendTransaction({
      account: chain.accounts.relayer.account,
      to: chain.accounts.relayer.address,
      value: 0n,
    });
    await sweep(world);
    await chain.mine(FINAL);
    await reconcile(deps);
    expect(await open()).toContainEqual({
      kind: "relayer_nonce",
      subject: expect.stringContaining(chain.accounts.relayer.address.toLowerCase()),
    });
  });

  it("tells a thing once: resolved, it is off the list and stays off", async () => {
    const [row] = await listDiscrepancies(world);
    const { id } = row ?? { id: "" };
    await resolveDiscrepancy({ ...world, requestId }, operator, id);
    expect((await listDiscrepancies(world)).some((each) => each.id === id)).toBe(false);
    await expect(resolveDiscrepancy({ ...world, requestId }, operator, id)).rejects.toMatchObject({ code: "not_found" });
    const before = world.events.length;
    await buy();
    await world.chain.mine(FINAL);
    await reconcile(deps);
    expect(world.events.slice(before).filter(({ type }) => type === "discrepancy")).toEqual([]);
  });

  it("goes on at once where it was broken off, window by window", async () => {
    await buy();
    await world.chain.mine(FINAL);
    await reconcile(deps);
    await world.chain.mine(3 * FINAL);
    let calls = 0;
    const list: ReconcileDeps["paymentLog"]["list"] = (...given) =>
      ++calls === 2 ? Promise.reject(new Error("429")) : deps.paymentLog.list(...given);
    const tomorrow = { ...deps, windowBlocks: BigInt(FINAL), clock: { now: () => new Date(Date.now() + 25 * 3_600_000) } };
    const broken = { ...tomorrow, paymentLog: { ...deps.paymentLog, list } };
    await expect(reconcileWhenDue(broken, "a", 24)).rejects.toThrow("429");
    expect(await reconcileWhenDue({ ...deps, windowBlocks: BigInt(FINAL) }, "a", 24)).toBe(2);
    expect(await world.db.reconciliation.count({ where: { finishedAt: null } })).toBe(0);
    expect(await reconcile(deps)).toBeNull();
  });

  it("asks for no state of the past, which a node without an archive does not have", async () => {
    await buy();
    await world.chain.mine(FINAL);
    const asked: unknown[][] = [];
    const { transactionCount } = deps.paymentLog;
    const paymentLog = {
      ...deps.paymentLog,
      transactionCount: (...given: Parameters<typeof transactionCount>) => {
        asked.push(given);
        return transactionCount(...given);
      },
    };
    expect(await reconcile({ ...deps, paymentLog })).toMatchObject({ found: 0 });
    expect(asked).toEqual([[world.chain.accounts.relayer.address.toLowerCase()]]);
  });

  it("is due once in a while, and done by one process", async () => {
    await buy();
    await world.chain.mine(FINAL);
    expect(await reconcileWhenDue(deps, "a", 24)).toBe(0);
    const tomorrow = { ...deps, clock: { now: () => new Date(Date.now() + 25 * 3_600_000) } };
    const runs = await Promise.all(["a", "b"].map((holder) => reconcileWhenDue(tomorrow, holder, 24)));
    expect(runs.filter(Boolean)).toHaveLength(1);
  });
});
