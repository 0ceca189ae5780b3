import { expect, it } from "vitest";
import type { Submitted } from "../../chain/facilitator";
import type { PaymentDeps } from "../deps";
import type { PurchaseRow } from "../ledger/purchase-queries";
import type { Evidence } from "../ledger/record-queries";
import { awaitSettlement, record } from "./await-settlement";

const purchase = { id: "pur_2", chainId: 43113 } as PurchaseRow;
const evidence = { transaction: "0x2", blockNumber: 50n, blockHash: "0x2b", isPreconfirmed: false } as unknown as Evidence;
const inFlight = Object.assign(new Error("purchase_in_flight"), { code: "P2002" });

/** Another payment of this payer has the item. This chain's final block is 100, and it knows no block of the other one's. */
function recordBeside(first: { chainId: number; blockNumber: bigint; finalizedAt: Date | null }) {
  const findings: string[] = [];
  let isRefused = false;
  const write = async () => {
    if (isRefused) return true as never;
    isRefused = true;
    throw inFlight;
  };
  const deps = {
    db: { $transaction: write, settlement: { findFirst: async () => ({ blockHash: "0x1b", ...first }) } },
    usdc: {
      timeOf: async () => new Date(0),
      finalized: async () => ({ number: 100n, time: 0n }),
      standingOf: async () => "replaced",
    },
    emit: (event: { type: string }) => findings.push(event.type),
    facilitator: { relayers: [] },
  } as unknown as PaymentDeps;
  return record(deps, purchase, evidence, { by: "sweep", isAwaited: () => false, write }).then((recorded) => ({
    recorded,
    findings,
  }));
}

it("a second charge beside one on another chain ends when that one's own rail has seen it final", async () => {
  const ended = { recorded: "second", findings: ["discrepancy"] };
  for (const blockNumber of [7n, 40_000_000n]) {
    expect(await recordBeside({ chainId: 84532, blockNumber, finalizedAt: new Date(0) })).toEqual(ended);
    expect(await recordBeside({ chainId: 84532, blockNumber, finalizedAt: null })).toEqual({ recorded: "second", findings: [] });
  }
});

it("a second charge beside one of this chain whose block is gone stays open", async () => {
  const recorded = await recordBeside({ chainId: 43113, blockNumber: 7n, finalizedAt: new Date(0) });
  expect(recorded).toEqual({ recorded: "contested", findings: [] });
});

/** Waits for three blocks; each look finds the block of the payment as deep as the next of these. */
async function awaitThree(depths: number[]) {
  let [head, reads] = [50n, 0];
  const settlementIn = async () => {
    reads++;
    return evidence;
  };
  const usdc = {
    settlementOf: () => evidence,
    settlementIn,
    depthOf: async () => depths.shift(),
    head: async () => ({ number: head++ }),
  };
  const deps = {
    db: {},
    network: { chainId: 43113 },
    usdc,
    confirmations: () => 3,
    facilitator: { relayers: ["0x1"] },
    clock: { now: () => new Date(0) },
    sleep: async () => {},
    failpoint: () => {},
  } as unknown as PaymentDeps;
  const { state } = await awaitSettlement(deps, purchase, { transaction: "0x2", receipt: {} } as unknown as Submitted);
  return { state, reads };
}

it("a payment that lies in a sealed block is not read again while deeper blocks are awaited", async () => {
  expect(await awaitThree([1, 2, 3])).toEqual({ state: "paid", reads: 0 });
});

it("a payment whose block is not sealed, or has gone, is read again at the next one", async () => {
  expect(await awaitThree([0, 1, 2, 3])).toEqual({ state: "paid", reads: 1 });
  expect(await awaitThree([1, 0, 0, 1, 3])).toEqual({ state: "paid", reads: 2 });
});
