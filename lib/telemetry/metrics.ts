// Counters of this process in Prometheus' text format, for GET /api/metrics. They start at zero with the process; what must survive a
// restart is in the database.
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { PaymentEvent } from "../payments/events";

export interface Metrics {
  count(event: PaymentEvent): void;
  countPublicRead(from: "memory" | "database"): void;
  /** One run of a background job. */
  countJob(job: string, succeeded: boolean, seconds: number): void;
  /** When a background job is due next. */
  scheduleJob(job: string, at: Date): void;
  contentType: string;
  render(): Promise<string>;
}

/** Each has a registry of its own, so that tests do not share counts. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "pennypost_" });
  const registers = [registry];
  const payments = new Counter({
    name: "pennypost_payment_events_total",
    help: "What happened to payments: claimed, submitted, confirmed, unknown, refused, reverted, expired, reorganised, …",
    labelNames: ["event"],
    registers,
  });
  const repaired = new Counter({
    name: "pennypost_payments_repaired_total",
    help: "Payments that the sweep brought to their end, not the request that presented them",
    registers,
  });
  const refusals = new Counter({
    name: "pennypost_payment_refusals_total",
    help: "Refused payments, by reason",
    labelNames: ["reason"],
    registers,
  });
  const gas = new Counter({
    name: "pennypost_gas_wei_total",
    help: "Wei paid for settlements; wasted where a transaction paid nobody",
    labelNames: ["wasted"],
    registers,
  });
  const discrepancies = new Counter({
    name: "pennypost_discrepancies_total",
    help: "Things that did not add up, by kind",
    labelNames: ["kind"],
    registers,
  });
  const sweepSeconds = new Gauge({ name: "pennypost_last_sweep_seconds", help: "How long the last sweep took", registers });
  const sweptAt = new Gauge({
    name: "pennypost_last_sweep_timestamp",
    help: "Unix seconds when the last sweep ended",
    registers,
  });
  const balance = new Gauge({
    name: "pennypost_relayer_balance_wei",
    help: "Wei held by a relayer key when it was last asked",
    labelNames: ["relayer"],
    registers,
  });
  const publicReads = new Counter({
    name: "pennypost_public_reads_total",
    help: "Reads through the public cache, by where they were answered from",
    labelNames: ["from"],
    registers,
  });

  return {
    ...createJobMetrics(registers),
    countPublicRead: (from) => publicReads.inc({ from }),
    count(event) {
      if (event.type !== "balance") payments.inc({ event: event.type });
      if (event.type === "confirmed" && event.by === "sweep") repaired.inc();
      if (event.type === "refused") refusals.inc({ reason: event.reason });
      if (event.type === "gas") gas.inc({ wasted: String(event.wasted) }, Number(event.wei));
      if (event.type === "balance") balance.set({ relayer: event.relayer }, Number(event.wei));
      if (event.type === "discrepancy") discrepancies.inc({ kind: event.kind });
      if (event.type === "sweep") {
        sweepSeconds.set(event.ms / 1000);
        sweptAt.setToCurrentTime();
      }
    },
    contentType: registry.contentType,
    render: () => registry.metrics(),
  };
}

function createJobMetrics(registers: Registry[]): Pick<Metrics, "countJob" | "scheduleJob"> {
  const jobRuns = new Counter({
    name: "pennypost_job_runs_total",
    help: "Runs of background jobs, by how they ended",
    labelNames: ["job", "outcome"],
    registers,
  });
  const jobSeconds = new Gauge({
    name: "pennypost_job_last_seconds",
    help: "How long the last run of a background job took",
    labelNames: ["job"],
    registers,
  });
  const jobSucceededAt = new Gauge({
    name: "pennypost_job_last_success_timestamp",
    help: "Unix seconds when a background job last succeeded",
    labelNames: ["job"],
    registers,
  });
  const jobDueAt = new Gauge({
    name: "pennypost_job_due_timestamp",
    help: "Unix seconds when a background job is due; while it runs, when it was",
    labelNames: ["job"],
    registers,
  });

  return {
    countJob(job, succeeded, seconds) {
      jobRuns.inc({ job, outcome: succeeded ? "succeeded" : "failed" });
      jobSeconds.set({ job }, seconds);
      if (succeeded) jobSucceededAt.set({ job }, Date.now() / 1000);
    },
    scheduleJob: (job, at) => jobDueAt.set({ job }, at.getTime() / 1000),
  };
}
