// npm start: brings up whatever is not configured, migrates, fills the demo market, builds, serves; stops all of it at the end.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuild, isBuilt } from "./local/build";
import { type Chain, followWallClock, startChain } from "./local/chain";
import { checkChain } from "./local/check-chain";
import { loadEnv, type Settings } from "./local/env";
import { ensureClient, isGenerated } from "./local/generate";
import { migrate } from "./local/migrate";
import { plan } from "./local/plan";
import { mustBeFree, portFrom } from "./local/ports";
import { type Postgres, startPostgres } from "./local/postgres";
import { identify, type ProcessIdentity } from "./local/process";
import { type Part, RunFolder } from "./local/run-folder";
import { hasSeed, seed } from "./local/seed";
import { messageOf, step } from "./local/steps";
import { startWeb } from "./local/web";

const root = join(import.meta.dirname, "..");
const at = (...path: string[]) => join(root, ".pennypost", ...path);
const logOf = (part: Part) => at("logs", `${part}.log`);
const MONTH_SECONDS = 30 * 86_400;

const run = new RunFolder(at("run"));
let stopping = false;
/** Until then, whatever runs in this folder belongs to an earlier start, and a start that refuses its settings leaves it alone. */
let inCharge = false;

async function main(): Promise<void> {
  const dev = process.argv.includes("--dev");
  const { port, ownDatabase, ownChain, settings } = plan(loadEnv());
  await run.stopAll();
  await mustBeFree(port);
  inCharge = true;
  remembering("start")(identify(process.pid));
  if (!ownChain) await checkChain(settings);

  if (!isGenerated()) await step("Generating the database client", ensureClient);
  const postgres = ownDatabase ? await step("Starting PostgreSQL", ownPostgres) : undefined;
  if (postgres) settings.DATABASE_URL = postgres.url();
  const chain = ownChain ? await step("Starting the local chain", ownAnvil) : undefined;
  if (chain) Object.assign(settings, { RPC_URL: chain.rpcUrl, PUBLIC_RPC_URL: settings.PUBLIC_RPC_URL ?? chain.rpcUrl });

  const applied = await step("Migrating the database", () => migrateTo(settings));
  if (postgres && chain) await fillDemoMarket(settings, applied.length > 0);
  if (chain) await followWallClock(chain.client);
  if (!dev && !isBuilt()) await step("Building the site (half a minute or so)", () => ensureBuild(remembering("build")));
  const web = await step(dev ? "Starting the development server" : "Starting the server", () =>
    startWeb({ port, settings, dev, detached: true, output: process.stdout, onLaunch: remembering("web") }),
  );

  if (postgres) console.log(`\nDatabase   ${settings.DATABASE_URL}`);
  if (chain) console.log(`Chain RPC  ${settings.RPC_URL}`);
  console.log(`\nPennypost is ready at http://localhost:${port}`);
  const parts = Object.entries({ web, chain, postgres });
  const end = await Promise.race(
    parts.map(async ([name, part]) => `${name} ${part ? await part.ended : await new Promise(() => {})}`),
  );
  throw new Error(`A part of Pennypost ended by itself: ${end}. Its last words may be in .pennypost/logs.`);
}

function ownPostgres(): Promise<Postgres> {
  return startPostgres({
    folder: at("postgres"),
    logFile: logOf("postgres"),
    durable: true,
    detached: true,
    onLaunch: remembering("postgres"),
  });
}

/** A new chain begins a month ago, so that the demo market has sold for a month. */
async function ownAnvil(): Promise<Chain> {
  mkdirSync(at("chain"), { recursive: true });
  return startChain({
    port: await portFrom(8545),
    stateFile: at("chain/state.json"),
    logFile: logOf("chain"),
    genesisTime: Math.floor(Date.now() / 1000) - MONTH_SECONDS,
    heartbeatSeconds: 60,
    detached: true,
    onLaunch: remembering("chain"),
  });
}

async function migrateTo({ DATABASE_URL = "", DIRECT_DATABASE_URL = DATABASE_URL }: Settings): Promise<string[]> {
  try {
    return await migrate(DIRECT_DATABASE_URL);
  } catch (error) {
    throw new Error(`The database at ${new URL(DIRECT_DATABASE_URL).host} could not be brought up to date: ${messageOf(error)}`);
  }
}

async function fillDemoMarket(settings: Settings, isNew: boolean): Promise<void> {
  const done = at("seeded");
  if (!hasSeed() || (existsSync(done) && !isNew)) return;
  await step("Filling the demo market", () => seed(settings, logOf("seed"), remembering("seed")));
  writeFileSync(done, new Date().toISOString());
}

/** Whatever runs is written down at once: stop() and the next start find it there. */
function remembering(part: Part): (identity: ProcessIdentity | undefined) => void {
  return (identity) => {
    if (identity) run.remember(part, identity);
  };
}

async function stop(status: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (inCharge) {
    run.forget("start");
    await run.stopAll();
  }
  if (status === 0) console.log("\nStopped.");
  process.exit(status);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
// The launcher was killed: nobody is left to pass a signal on to us.
process.on("disconnect", () => void stop(1));
process.stdout.on("error", () => {});

main().catch((error: unknown) => {
  if (stopping) return;
  console.error(messageOf(error));
  void stop(1);
});
