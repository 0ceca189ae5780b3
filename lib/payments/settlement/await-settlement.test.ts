import { expect, it } from "vitest";
import type { PaymentDeps } from "../deps";
import type { PurchaseRow } from "../ledger/purchase-queries";
import type { Evidence } from "../ledger/record-queries";
import { record } from "./await-settlement";

const purchase = { id: "pur_2", chainId: 43113 } as PurchaseRow;
const evidence = { transaction: "0x2", blockNumber: 50n, blockHash: "0x2b", isPreconfirmed: false } as unknown as Evidence;
const inFlight = Object.assign(new Error("purchase_in_flight"), { code: "P2002" });

/** Another payment of this payer has the item. This chain's final block is 100, and it knows no block of the other one's. */
function recordBeside(first: { chainId: number; blockNumber: bigint; finalizedAt: Date | null }) {
  const findings: string[] = [];
  const deps = {
    db: { settlement: { findFirst: async () => ({ blockHash: "0x1b", ...first }) } },
    usdc: {
      timeOf: async () => new Date(0),
      finalized: async () => ({ number: 100n, time: 0n }),
      standingOf: async () => "replaced",
    },
    emit: (event: { type: string }) => findings.push(event.type),
    facilitator: { relayers: [] },
  } as unknown as PaymentDeps;
  let isRefused = false;
  const write = async () => {
    if (isRefused) return true as never;
    isRefused = true;
    throw inFlight;
  };
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
