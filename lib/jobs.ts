// All background work, as one list. Each job runs in every process at its own pace; one that only a single process should do at a
// time takes a lease. A job that fails is tried again after a growing pause, and never holds up another.
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { forgetEnded } from "./auth/forget-ended";
import { forgetUnsigned } from "./catalog/creators/change-payout";
import { freeHandles } from "./catalog/creators/former-handle";
import { createPictureSweep } from "./catalog/files/item-pictures";
import { removeStored, removeUnknownParts } from "./catalog/files/remove-stored";
import { createUploadSweep } from "./catalog/files/sweep-uploads";
import { eraseRemoved } from "./catalog/items/erase-removed";
import { publishDue } from "./catalog/items/schedule-item";
import { createWordSweep, refreshSearch } from "./catalog/market/tidy-search";
import { weiOfEther } from "./chain/units";
import { takeLease, whileHeld } from "./db/lease";
import { writeVisits } from "./earnings/visit-counts";
import { inSpan } from "./kernel/trace";
import { sweepLimits } from "./limits/sweep-limits";
import { forgetReports } from "./moderation/reports";
import { prunePayments } from "./payments/books/prune";
import { reconcileWhenDue } from "./payments/books/reconcile";
import { refreshLibrary } from "./payments/library/refresh-library";
import { settlementCost } from "./payments/settlement/settlement-cost";
import { sweepOnLease } from "./payments/settlement/sweep";
import { watchGas } from "./payments/settlement/watch-gas";
import { makeDuePreviews } from "./previews/make-due-previews";
import type { ServedRail, Services } from "./services";

export interface Job {
  name: string;
  /** From the end of one run to the start of the next. */
  everyMs: number;
  /** Before the first run; 0 unless given. */
  firstMs?: number;
  /** The longest pause after failures; a minute unless given. */
  backoffMaxMs?: number;
  /** Only the process that holds the job's lease runs it; another takes over so long after the holder died. */
  leaseSeconds?: number;
  run(): Promise<unknown>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Unique to this start of this process: a lease that a dead process left is never renewed by another of the same name. */
const holder = `${hostname()}:${process.pid}:${randomUUID()}`;

/** Work that needs no chain: it goes on while payments are paused. */
export function jobs(deps: Services): Job[] {
  const sweepMs = deps.env.SWEEP_INTERVAL_SECONDS * 1000;
  return [
    { name: "publish-scheduled", everyMs: sweepMs, run: () => publishDue(deps) },
    { name: "search", everyMs: 2_000, run: () => refreshSearch(deps) },
    { name: "library", everyMs: 5_000, run: () => refreshLibrary(deps) },
    { name: "search-words", everyMs: MINUTE_MS, firstMs: MINUTE_MS, leaseSeconds: 120, run: createWordSweep(deps) },
    { name: "previews", everyMs: 2_000, run: () => makeDuePreviews(deps) },
    { name: "visits", everyMs: 3_000, run: () => writeVisits(deps) },
    { name: "uploads", everyMs: MINUTE_MS, leaseSeconds: 120, run: createUploadSweep(deps) },
    { name: "text-pictures", everyMs: MINUTE_MS, firstMs: MINUTE_MS, leaseSeconds: 120, run: createPictureSweep(deps) },
    { name: "limits", everyMs: 10 * MINUTE_MS, firstMs: MINUTE_MS, leaseSeconds: 120, run: () => sweepLimits(deps) },
    { name: "sign-ins", everyMs: 10 * MINUTE_MS, firstMs: MINUTE_MS, leaseSeconds: 120, run: () => forgetEnded(deps) },
    { name: "handles", everyMs: 10 * MINUTE_MS, firstMs: 2 * MINUTE_MS, leaseSeconds: 120, run: () => freeHandles(deps) },
    { name: "payout-changes", everyMs: HOUR_MS, firstMs: 3 * MINUTE_MS, leaseSeconds: 120, run: () => forgetUnsigned(deps) },
    { name: "reports", everyMs: HOUR_MS, firstMs: 4 * MINUTE_MS, leaseSeconds: 120, run: () => forgetReports(deps) },
    { name: "taken-down", everyMs: HOUR_MS, firstMs: 10 * MINUTE_MS, leaseSeconds: 600, run: () => eraseRemoved(deps) },
    { name: "old-payments", everyMs: HOUR_MS, firstMs: HOUR_MS, leaseSeconds: 600, run: () => prunePayments(deps) },
    { name: "stored-files", everyMs: 6 * HOUR_MS, firstMs: HOUR_MS, leaseSeconds: 600, run: () => removeStored(deps) },
    // On every server: the folder of unfinished uploads may be its own.
    { name: "unknown-parts", everyMs: 6 * HOUR_MS, firstMs: HOUR_MS, run: () => removeUnknownParts(deps) },
  ];
}

/** Work on a rail's chain, begun once the rail is open. */
export function railJobs(services: Services, rail: ServedRail): Job[] {
  const deps = { ...services, ...rail };
  const named = (job: string) => (rail === services.rails[0] ? job : `${job}:${rail.name}`);
  const sweepMs = deps.env.SWEEP_INTERVAL_SECONDS * 1000;
  return [
    { name: named("sweep"), everyMs: sweepMs, firstMs: sweepMs, run: () => sweepOnLease(deps, holder) },
    { name: named("chain"), everyMs: 5_000, backoffMaxMs: 5_000, run: () => rail.liveness.check() },
    { name: named("gas"), everyMs: sweepMs, run: () => checkGas(services, rail) },
    {
      name: named("reconcile"),
      everyMs: sweepMs,
      firstMs: sweepMs,
      backoffMaxMs: HOUR_MS,
      run: () => reconcileWhenDue(deps, holder, deps.env.RECONCILE_INTERVAL_HOURS),
    },
  ];
}

/** Asks what a rail's relayers hold and what settling costs there: for /api/health and for the smallest price. */
export async function checkGas({ emit, env }: Services, { facilitator, state }: ServedRail): Promise<void> {
  state.balances = await watchGas({ facilitator, emit }, weiOfEther(env.RELAYER_BALANCE_ALARM_ETH));
  state.hasGas = state.balances.every(({ isLow }) => !isLow);
  if (env.ETH_USD === undefined || facilitator.relayers.length === 0) return;
  state.settlementCost = settlementCost(await facilitator.estimateFees(), BigInt(Math.round(env.ETH_USD * 100)));
}

type JobDeps = Pick<Services, "clock" | "db" | "log" | "metrics" | "jobRuns">;

/** Starts each job's loop; they end with the process. */
export function startJobs(deps: JobDeps, list: Job[]): void {
  for (const job of list) void loop(deps, job);
}

async function loop(deps: JobDeps, job: Job): Promise<void> {
  await pause(deps, job, job.firstMs ?? 0);
  for (let failures = 0; ; ) {
    failures = (await runJob(deps, job)) ? 0 : failures + 1;
    await pause(deps, job, pauseMs(job, failures));
  }
}

async function pause({ clock, metrics, jobRuns }: JobDeps, job: Job, ms: number): Promise<void> {
  const nextAt = new Date(clock.now().getTime() + ms);
  jobRuns.schedule(job, nextAt);
  metrics.scheduleJob(job.name, nextAt);
  await sleep(ms, undefined, { ref: false });
}

/** The job's own pace, doubled with each failure in a row up to its bound. */
export function pauseMs({ everyMs, backoffMaxMs = MINUTE_MS }: Job, failures: number): number {
  return Math.min(everyMs * 2 ** Math.min(failures, 20), Math.max(everyMs, backoffMaxMs));
}

/** One run, if no other process has the job; false after a failure. Never throws. */
export async function runJob(deps: JobDeps, job: Job): Promise<boolean> {
  const { log, metrics, jobRuns } = deps;
  const { name } = job;
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    if (!(await runOnLease(deps, job))) {
      jobRuns.skip(name);
      return true;
    }
    metrics.countJob(name, true, seconds());
    jobRuns.succeed(name, seconds());
    return true;
  } catch (error) {
    metrics.countJob(name, false, seconds());
    jobRuns.fail(name, seconds(), error);
    log.failure(`job ${name}`, error);
    return false;
  }
}

/** False where another process has the job. A lease is kept for as long as the run takes. */
async function runOnLease({ db, jobRuns }: JobDeps, { name, leaseSeconds, run }: Job): Promise<boolean> {
  const lease = leaseSeconds && (await takeLease(db, name, holder, leaseSeconds));
  if (lease === null) return false;
  jobRuns.begin(name);
  const work = () => inSpan(`job ${name}`, {}, run);
  await (lease && leaseSeconds ? whileHeld(db, lease, leaseSeconds, work) : work());
  return true;
}
