// Boot: settings, chain, first sweep, then the background jobs. A wrong setting ends the process with one sentence; a chain that does
// not answer pauses payments and is asked again, while everything already bought stays readable.
import { setTimeout as sleep } from "node:timers/promises";
import { checkChain, WrongChain } from "./chain/check-chain";
import { WrongFacilitator } from "./chain/facilitator";
import { writeVisits } from "./earnings/visit-counts";
import { checkGas, jobs, paymentJobs, startJobs } from "./jobs";
import { sweep } from "./payments/settlement/sweep";
import { type Services, services } from "./services";

const RETRY_MS = 5_000;
/** What was under way when the last process died may be too young for the sweep at boot, which leaves it to whoever began it. */
const SECOND_SWEEP_MS = 1_500;
/** How long a process that was told to stop waits for its counts of visits to be written. */
const FLUSH_TIMEOUT_MS = 2_000;

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
    await checkGas(deps);
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

/** Next answers what is open after a signal and then ends the process: the counts in memory are written first. */
function writeVisitsBeforeExit(deps: Services): void {
  const write = () => writeVisits(deps).catch((error: unknown) => deps.log.failure("writing visits", error));
  const exit = process.exit;
  const exitAfterWriting = (code?: number) => void Promise.race([write(), sleep(FLUSH_TIMEOUT_MS)]).finally(() => exit(code));
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      process.exit = exitAfterWriting as typeof process.exit;
    });
  }
}

async function startPayments(deps: Services, areOpen: boolean): Promise<void> {
  for (let open = areOpen; !open; open = await openPayments(deps)) await sleep(RETRY_MS, undefined, { ref: false });
  startJobs(deps, paymentJobs(deps));
  await sleep(SECOND_SWEEP_MS, undefined, { ref: false });
  await sweep(deps).catch((error: unknown) => deps.log.failure("sweep", error));
}

export async function boot(): Promise<void> {
  const deps = settings();
  deps.publicCache.open();
  writeVisitsBeforeExit(deps);
  startJobs(deps, jobs(deps));
  const areOpen = await openPayments(deps);
  void startPayments(deps, areOpen);
}
