// Boot: settings, chain, first sweep, then the background jobs. A wrong setting ends the process with one sentence; a chain that does
// not answer pauses payments and is asked again, while everything already bought stays readable.
import { setTimeout as sleep } from "node:timers/promises";
import { checkChain, WrongChain } from "./chain/check-chain";
import { WrongFacilitator } from "./chain/facilitator";
import { writeVisits } from "./earnings/visit-counts";
import { checkGas, jobs, railJobs, startJobs } from "./jobs";
import { sweep } from "./payments/settlement/sweep";
import { type ServedRail, type Services, services } from "./services";

const RETRY_MS = 5_000;
/** What was under way when the last process died may be too young for the sweep at boot, which leaves it to whoever began it. */
const SECOND_SWEEP_MS = 1_500;
/** How long a process that was told to stop waits for its counts of visits to be written. */
const FLUSH_TIMEOUT_MS = 2_000;

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

function settings(): Services {
  try {
    return services();
  } catch (error) {
    return fail(error);
  }
}

/** Opens the rails that are not open yet; true once all of them are. */
async function openPayments(deps: Services): Promise<boolean> {
  await Promise.all(deps.rails.filter(({ state }) => !state.isOpen).map((rail) => openRail(deps, rail)));
  deps.readiness.payments = deps.rails.every(({ state }) => state.isOpen);
  return deps.readiness.payments;
}

async function openRail(services: Services, rail: ServedRail): Promise<void> {
  const deps = { ...services, ...rail };
  const isFirst = rail === services.rails[0];
  try {
    await checkChain(
      rail.chain,
      rail.name,
      isFirst ? undefined : { rpc: `RAILS: the node of ${rail.name}`, network: "the rail" },
    );
    await askFacilitator(deps);
    await sweep(deps);
    await checkGas(services, rail);
    rail.state.isOpen = true;
    startJobs(services, railJobs(services, rail));
  } catch (error) {
    if (error instanceof WrongChain || error instanceof WrongFacilitator) fail(error);
    services.log.failure(`opening payments by ${rail.name}`, error);
  }
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
  await sleep(SECOND_SWEEP_MS, undefined, { ref: false });
  for (const rail of deps.rails) {
    await sweep({ ...deps, ...rail }).catch((error: unknown) => deps.log.failure("sweep", error));
  }
}

export async function boot(): Promise<void> {
  const deps = settings();
  deps.publicCache.open();
  writeVisitsBeforeExit(deps);
  startJobs(deps, jobs(deps));
  const areOpen = await openPayments(deps);
  void startPayments(deps, areOpen);
}
