// Boot: settings, chain, first sweep, and then a sweep on an interval. A wrong setting ends the process with one sentence;
// a chain that does not answer pauses payments and is asked again, while everything already bought stays readable.
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { sweepUploads } from "./catalog/files/sweep-uploads";
import { publishDue } from "./catalog/items/schedule-item";
import { checkChain, WrongChain } from "./chain/check-chain";
import { WrongFacilitator } from "./chain/facilitator";
import { weiOfEther } from "./chain/units";
import { takeLease } from "./db/lease";
import { writeVisits } from "./earnings/visit-counts";
import { reconcileWhenDue } from "./payments/books/reconcile";
import { sweep, sweepOnLease } from "./payments/settlement/sweep";
import { watchGas } from "./payments/settlement/watch-gas";
import { makeDuePreviews } from "./previews/work";
import { type Services, services } from "./services";

const RETRY_MS = 5_000;
const UPLOADS_MS = 60_000;
const WHOLE_STORE_MS = 6 * 3_600_000;
/** What was under way when the last process died may be too young for the sweep at boot, which leaves it to whoever began it. */
const SECOND_LOOK_MS = 1_500;
const PREVIEWS_EVERY_MS = 2_000;
const VISITS_MS = 3_000;
const LAST_WORDS_MS = 2_000;

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

function settings(): Services {
  try {
    return services();
  } catch (error) {
    return fail(error);
  }
}

async function openPayments(deps: Services): Promise<boolean> {
  try {
    await checkChain(deps.chain, deps.env.NETWORK);
    await askFacilitator(deps);
    await sweep(deps);
    await lookAtGas(deps);
    deps.readiness.payments = true;
  } catch (error) {
    if (error instanceof WrongChain || error instanceof WrongFacilitator) fail(error);
    console.error(`Payments are paused: ${error instanceof Error ? error.name : "the chain does not answer"}.`);
  }
  return deps.readiness.payments;
}

/** Not every facilitator tells what it supports, and one that is down now may be up when somebody buys: only a clear no counts. */
async function askFacilitator({ facilitator, log }: Services): Promise<void> {
  await facilitator.check().catch((error: unknown) => {
    if (error instanceof WrongFacilitator) throw error;
    log.failure("asking the facilitator what it supports", error);
  });
}

async function lookAtGas(deps: Services): Promise<void> {
  deps.readiness.gas = await watchGas(deps, weiOfEther(deps.env.RELAYER_BALANCE_ALARM_ETH));
}

async function keepSweeping(deps: Services): Promise<void> {
  const holder = `${hostname()}:${process.pid}`;
  await sleep(SECOND_LOOK_MS, undefined, { ref: false });
  await sweep(deps).catch((error: unknown) => deps.log.failure("sweep", error));
  for (;;) {
    await sleep(deps.env.SWEEP_INTERVAL_SECONDS * 1000, undefined, { ref: false });
    await sweepOnLease(deps, holder).catch((error: unknown) => deps.log.failure("sweep", error));
    await lookAtGas(deps).catch((error: unknown) => deps.log.failure("asking for the relayers' balances", error));
    await reconcileWhenDue(deps, holder, deps.env.RECONCILE_INTERVAL_HOURS).catch((error: unknown) =>
      deps.log.failure("reconciliation", error),
    );
  }
}

/** Needs no chain: what is scheduled appears while payments are paused as well. */
async function keepPublishing(deps: Services): Promise<void> {
  for (;;) {
    await publishDue(deps).catch((error: unknown) => deps.log.failure("publishing what is scheduled", error));
    await sleep(deps.env.SWEEP_INTERVAL_SECONDS * 1000, undefined, { ref: false });
  }
}

/** Uploads need no chain: this goes on while payments are paused. */
async function keepUploadsSwept(deps: Services): Promise<void> {
  const holder = `${hostname()}:${process.pid}`;
  for (let thoroughAt = Date.now(); ; await sleep(UPLOADS_MS, undefined, { ref: false })) {
    const isThorough = Date.now() >= thoroughAt;
    if (isThorough) thoroughAt = Date.now() + WHOLE_STORE_MS;
    const lease = await takeLease(deps.db, "uploads", holder, (2 * UPLOADS_MS) / 1000).catch(() => null);
    if (lease) await sweepUploads(deps, isThorough).catch((error: unknown) => deps.log.failure("sweeping uploads", error));
  }
}

/** Beside everything else: nobody waits for a preview. */
async function keepMakingPreviews(deps: Services): Promise<void> {
  for (;;) {
    await makeDuePreviews(deps).catch((error: unknown) => deps.log.failure("making previews", error));
    await sleep(PREVIEWS_EVERY_MS, undefined, { ref: false });
  }
}

async function keepWritingVisits(deps: Services): Promise<void> {
  const write = () => writeVisits(deps).catch((error: unknown) => deps.log.failure("writing down visits", error));
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => beforeExit(write));
  for (;;) {
    await sleep(VISITS_MS, undefined, { ref: false });
    await write();
  }
}

/** Told to stop, Next answers what is open and ends the process that moment: here it waits for one last thing, and not long. */
function beforeExit(last: () => Promise<void>): void {
  const exit = process.exit;
  const later = (code?: number) => void Promise.race([last(), sleep(LAST_WORDS_MS)]).finally(() => exit(code));
  process.exit = later as typeof process.exit;
}

export async function boot(): Promise<void> {
  const deps = settings();
  deps.publicCache.open();
  void keepPublishing(deps);
  void keepUploadsSwept(deps);
  void keepMakingPreviews(deps);
  void keepWritingVisits(deps);
  const open = await openPayments(deps);
  void (async () => {
    for (let ready = open; !ready; ready = await openPayments(deps)) await sleep(RETRY_MS, undefined, { ref: false });
    await keepSweeping(deps);
  })();
}
