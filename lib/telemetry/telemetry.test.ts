import { describe, expect, it } from "vitest";
import type { PaymentEvent } from "../payments/events";
import { takeConsole } from "./console";
import { createLog } from "./log";
import { createMetrics } from "./metrics";

const transaction = `0x${"ab".repeat(32)}`;
const events: PaymentEvent[] = [
  { type: "claimed", purchaseId: "pur_1", itemId: "item_1" },
  { type: "confirmed", purchaseId: "pur_1", transaction, by: "request", isPreconfirmed: false },
  { type: "confirmed", purchaseId: "pur_2", transaction, by: "sweep", isPreconfirmed: false },
  { type: "unknown", purchaseId: "pur_2" },
  { type: "refused", purchaseId: null, reason: "insufficient_funds" },
  { type: "gas", wei: 21_000_000_000_000n, wasted: false },
  { type: "gas", wei: 1_000n, wasted: true },
  { type: "discrepancy", kind: "reorganised", subject: "pur_1" },
];

function logged(level: "debug" | "info" | "warn"): Record<string, unknown>[] {
  const lines: string[] = [];
  const log = createLog(level, () => "req-0001", { write: (line) => void lines.push(line) });
  for (const event of events) log.event(event);
  log.failure("a sweep", new Error(`signature 0x${"cd".repeat(65)}`));
  return lines.map((line) => JSON.parse(line));
}

describe("the log", () => {
  it("is one JSON line for each event, with amounts as decimal text", () => {
    const lines = logged("debug");
    expect(lines).toHaveLength(events.length + 1);
    expect(lines[5]).toMatchObject({ type: "gas", wei: "21000000000000", wasted: false, time: expect.stringMatching(/^\d{4}-/) });
  });

  it("says at `warn` only what an operator should look at", () => {
    expect(logged("warn").map(({ type }) => type)).toEqual(["unknown", "discrepancy", "failure"]);
  });

  it("names on each line the request that it is written for", () => {
    expect(new Set(logged("debug").map(({ requestId }) => requestId))).toEqual(new Set(["req-0001"]));
  });

  it("tells of a failure once, and never what its message quotes, whoever writes it to the console", () => {
    const lines: string[] = [];
    const log = createLog("warn", () => undefined, { write: (line) => void lines.push(line) });
    const terminal = globalThis.console;
    const { error, warn } = terminal;
    takeConsole(() => log);
    const failure = Object.assign(new Error("statement with a secret"), { code: "P2010" });
    terminal.error("⨯", failure);
    terminal.error("⨯", failure);
    terminal.warn("An option is out of date.");
    Object.assign(terminal, { error, warn });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { type: "failure", error: "Error", code: "P2010" },
      { type: "warning", what: "An option is out of date." },
    ]);
    expect(lines.join()).not.toContain("secret");
  });

  it("says of a failure where it was thrown", () => {
    expect(logged("warn").at(-1)).toMatchObject({
      error: "Error",
      frames: expect.arrayContaining([expect.stringMatching(/^at .+telemetry/)]),
    });
  });

  it("never repeats an error's message, which may hold a signature", () => {
    expect(JSON.stringify(logged("debug"))).not.toContain("cdcd");
  });
});

describe("the counters", () => {
  it("count claims, settlements, unknowns, repairs, refusals, gas and breaks", async () => {
    const metrics = createMetrics();
    for (const event of events) metrics.count(event);
    metrics.count({ type: "balance", relayer: "0xrelayer", wei: 5n, isLow: true });
    const text = await metrics.render();
    expect(text).toContain('pennypost_payment_events_total{event="claimed"} 1');
    expect(text).toContain('pennypost_payment_events_total{event="confirmed"} 2');
    expect(text).toContain('pennypost_payment_events_total{event="unknown"} 1');
    expect(text).toContain("pennypost_payments_repaired_total 1");
    expect(text).toContain('pennypost_payment_refusals_total{reason="insufficient_funds"} 1');
    expect(text).toContain('pennypost_gas_wei_total{wasted="false"} 21000000000000');
    expect(text).toContain('pennypost_gas_wei_total{wasted="true"} 1000');
    expect(text).toContain('pennypost_discrepancies_total{kind="reorganised"} 1');
    expect(text).toContain('pennypost_relayer_balance_wei{relayer="0xrelayer"} 5');
  });
});
