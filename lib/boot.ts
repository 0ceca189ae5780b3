// Boot: settings, chain, then the background jobs. A wrong setting ends the process with one sentence; a chain that does not answer
// pauses payments and is asked again, while everything already bought stays readable.
import { setTimeout as sleep } from "node:timers/promises";
import { WrongChain } from "./chain/check-chain";
import { WrongFacilitator } from "./chain/facilitator";
import { isBounded, isRefusedByPooler } from "./db/client";
import { writeVisits } from "./earnings/visit-counts";
import { checkGas, jobs, railJobs, startJobs } from "./jobs";
import { flushSpans, recordWith } from "./kernel/trace";
import { reportRenderingFailures } from "./markdown/render";
import { openRail, workOffBacklog } from "./open-rail";
import { type ServedRail, type Services, services } from "./services";

const RETRY_MS = 5_000;
/** How long a process that was told to stop waits for what it has in memory to be written. */
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
  const opened = deps.rails.filter(({ state }) => !state.isChecked).map((rail) => tryOpen(deps, rail));
  return (await Promise.all(opened)).every(Boolean);
}

async function tryOpen(services: Services, rail: ServedRail): Promise<boolean> {
  const deps = { ...services, ...rail };
  const isFirst = rail === services.rails[0];
  try {
    await openRail(deps, rail, isFirst ? undefined : { rpc: `RAILS: the node of ${rail.name}`, network: "the rail" });
    await checkGas(services, rail).catch((error: unknown) => services.log.failure("asking what the relayers hold", error));
    startJobs(services, railJobs(services, rail));
    void workOffBacklog(deps);
    return true;
  } catch (error) {
    if (error instanceof WrongChain || error instanceof WrongFacilitator) fail(error);
    services.log.failure(`opening payments by ${rail.name}`, error);
    return false;
  }
}

/** Next answers what is open after a signal and then ends the process: the counts and spans in memory are written first. */
function writeBeforeExit(deps: Services): void {
  const writeAll = [
    () => writeVisits(deps).catch((error: unknown) => deps.log.failure("writing visits", error)),
    // That it fails has been told.
    () => flushSpans().catch(() => {}),
  ];
  const write = () => Promise.all(writeAll.map((each) => each()));
  const exit = process.exit;
  const exitAfterWriting = (code?: number) => void Promise.race([write(), sleep(FLUSH_TIMEOUT_MS)]).finally(() => exit(code));
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      process.exit = exitAfterWriting as typeof process.exit;
    });
  }
}

/** Without a receiver nothing of it is loaded. */
async function startTracing({ env, log }: Services): Promise<void> {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return;
  const { createRecorder } = await import("./telemetry/open-telemetry");
  const settings = {
    endpoint,
    headers: env.OTEL_EXPORTER_OTLP_HEADERS,
    serviceName: env.OTEL_SERVICE_NAME,
    share: env.OTEL_TRACES_SAMPLER_ARG,
    onReceiver: (error: unknown) =>
      error === null
        ? log.warning("Spans are taken again at OTEL_EXPORTER_OTLP_ENDPOINT.")
        : log.failure("sending spans, which are thrown away meanwhile", error),
  };
  recordWith(createRecorder(settings));
}

const POOLER =
  "DATABASE_URL leads to a pooler that refuses settings of a connection: let it work in transaction mode, and set DIRECT_DATABASE_URL to PostgreSQL itself.";
const UNBOUNDED =
  "PostgreSQL ends no statement that takes too long, for it was not told to: ALTER ROLE … SET statement_timeout = '15s', and idle_in_transaction_session_timeout as well.";

/** A database that does not answer yet says nothing about its settings. */
async function checkBounds({ db, log }: Services): Promise<void> {
  try {
    if (!(await isBounded(db))) log.warning(UNBOUNDED);
  } catch (error) {
    if (isRefusedByPooler(error)) fail(new Error(POOLER));
  }
}

async function keepOpening(deps: Services): Promise<void> {
  do await sleep(RETRY_MS, undefined, { ref: false });
  while (!(await openPayments(deps)));
}

export async function boot(): Promise<void> {
  const deps = settings();
  void checkBounds(deps);
  deps.publicCache.open();
  reportRenderingFailures((error) => deps.log.failure("rendering texts, which are shown as they were written", error));
  await startTracing(deps);
  writeBeforeExit(deps);
  startJobs(deps, jobs(deps));
  if (!(await openPayments(deps))) void keepOpening(deps);
}
