// Leases of background jobs: one process at a time, for as long as the work takes.
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDb, type Db } from "../../lib/db/client";
import { takeLease, whileHeld } from "../../lib/db/lease";
import { type Job, runJob } from "../../lib/jobs";
import { createJobRuns } from "../../lib/telemetry/job-runs";
import { createLog } from "../../lib/telemetry/log";
import { createMetrics } from "../../lib/telemetry/metrics";
import { createDatabase, type TestDatabase } from "../support/database";

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
});
afterAll(async () => {
  await db?.$disconnect();
  await database?.drop();
});

function server() {
  const clock = { now: () => new Date() };
  const jobRuns = createJobRuns(clock);
  const deps = { clock, db, jobRuns, metrics: createMetrics(), log: createLog("silent", () => undefined) };
  return { jobRuns, run: (job: Omit<Job, "everyMs">) => runJob(deps, { everyMs: 1_000, ...job }) };
}

it("a job that another process has is not run, and told as being elsewhere", async () => {
  await takeLease(db, "uploads", "another process", 600);
  const { jobRuns, run } = server();
  let runs = 0;
  expect(await run({ name: "uploads", leaseSeconds: 600, run: async () => ++runs })).toBe(true);
  expect(runs).toBe(0);
  expect(jobRuns.list()).toMatchObject([{ name: "uploads", isElsewhere: true, startedAt: null, lastError: null }]);
});

it("a job keeps its lease for as long as a run takes, however much longer that is than the lease", async () => {
  const leaseOf = () => db.lease.findUnique({ where: { name: "long" } });
  const { run } = server();
  const held: Date[] = [];
  const work = async () => {
    const first = (await leaseOf())?.expiresAt as Date;
    held.push(first);
    await expect
      .poll(async () => ((await leaseOf())?.expiresAt.getTime() ?? 0) - first.getTime(), { timeout: 60_000 })
      .toBeGreaterThan(2_000);
  };
  expect(await run({ name: "long", leaseSeconds: 2, run: work })).toBe(true);
  expect(held).toHaveLength(1);
});

it("a lease is another process's in the end, though the work that it was taken for hangs", async () => {
  const lease = await takeLease(db, "hung", "this process", 1);
  if (!lease) throw new Error("somebody has it");
  void whileHeld(db, lease, 1, () => new Promise(() => {}), 2_000);
  await expect.poll(() => takeLease(db, "hung", "another process", 1), { timeout: 30_000 }).toMatchObject({ token: 2n });
});

it("a job whose lease cannot be taken has failed, and says why", async () => {
  const away = createDb("postgresql://nobody@127.0.0.1:1/nowhere");
  const clock = { now: () => new Date() };
  const jobRuns = createJobRuns(clock);
  const deps = { clock, db: away, jobRuns, metrics: createMetrics(), log: createLog("silent", () => undefined) };
  expect(await runJob(deps, { name: "uploads", everyMs: 1, leaseSeconds: 60, run: async () => {} })).toBe(false);
  expect(jobRuns.list()).toMatchObject([{ failures: 1, startedAt: null, lastError: { name: expect.any(String) } }]);
  await away.$disconnect();
});
