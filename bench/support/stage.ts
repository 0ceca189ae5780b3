// Everything that a run needs, started once: a durable PostgreSQL, a chain, Pennypost's production server and its peers.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { ensureBuild } from "../../scripts/local/build";
import { type Chain, startChain } from "../../scripts/local/chain";
import { ensureClient } from "../../scripts/local/generate";
import { migrate } from "../../scripts/local/migrate";
import { anyPort } from "../../scripts/local/ports";
import { type Postgres, startPostgres } from "../../scripts/local/postgres";
import { isFresh, stampOf, writeStamp } from "../../scripts/local/stamp";
import { step } from "../../scripts/local/steps";
import { SERVER, serverEnv } from "../../scripts/local/web";
import { type Creator, openShop } from "../../tests/support/api";
import { type Scratch, scratchFolder } from "../../tests/support/scratch";
import { installPeer } from "./peer";
import { type Server, startServer } from "./server";

const root = join(import.meta.dirname, "../..");
const bareNext = join(root, "bench/peers/bare-next");
const express = join(root, "bench/peers/express");
const next = join(root, "node_modules/next/dist/bin/next");

export const PRICE = "0.01";
export const CONTENT_BYTES = 6_000;

export interface Stage {
  scratch: Scratch;
  databaseUrl: string;
  chain: Chain;
  pennypost: Server;
  creator: Creator;
  seller: LocalAccount;
  /** An empty database beside the first. */
  newDatabase(): Promise<string>;
  /** Another Pennypost, on the same database unless `settings` say otherwise, whose calls to the chain take this way. */
  startPennypost(rpcUrl: string, settings?: Record<string, string>): Promise<Server>;
  startBareNext(env: Record<string, string>): Promise<Server>;
  startExpress(rpcUrl: string): Promise<Server>;
  /** Stops everything, in reverse order. */
  stop(): Promise<void>;
}

async function buildBareNext(): Promise<void> {
  const stampFile = join(bareNext, ".next/.stamp");
  const stamp = stampOf(root, [
    "bench/peers/bare-next/app",
    "bench/peers/bare-next/instrumentation.ts",
    "bench/peers/bare-next/next.config.ts",
    "lib/db/client.ts",
    "package-lock.json",
  ]);
  if (existsSync(join(bareNext, ".next/BUILD_ID")) && isFresh(stampFile, stamp)) return;
  execFileSync(process.execPath, [next, "build"], {
    cwd: bareNext,
    stdio: "pipe",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  writeStamp(stampFile, stamp);
}

async function createDatabase(postgres: Postgres): Promise<string> {
  const name = `bench_${randomBytes(8).toString("hex")}`;
  const client = new pg.Client({ connectionString: postgres.url("postgres") });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  await migrate(postgres.url(name));
  return postgres.url(name);
}

export async function setStage(): Promise<Stage> {
  const scratch = scratchFolder();
  const undo: (() => unknown)[] = [scratch.remove];
  const stop = async () => {
    for (const one of undo.splice(0).reverse()) await one();
  };
  const started = <T extends { stop(): Promise<void> }>(thing: T): T => {
    undo.push(() => thing.stop());
    return thing;
  };
  try {
    await ensureClient();
    await step("Building Pennypost", ensureBuild);
    await step("Building the bare Next application", buildBareNext);
    await step("Installing @x402/express", async () => installPeer(express));
    const postgres = await startPostgres({
      folder: scratch.path("postgres"),
      logFile: scratch.path("postgres.log"),
      durable: true,
    });
    undo.push(() => postgres.destroy());
    await migrate(postgres.url());
    const chain = started(await startChain({ logFile: scratch.path("chain.log") }));
    const seller = accounts.creators[0] as LocalAccount;

    const startPennypost = async (rpcUrl: string, settings: Record<string, string> = {}) => {
      const port = await anyPort();
      const env = {
        NETWORK: "local",
        DATABASE_URL: postgres.url(),
        RPC_URL: rpcUrl,
        PUBLIC_RPC_URL: rpcUrl,
        PUBLIC_ORIGIN: `http://127.0.0.1:${port}`,
        RELAYER_PRIVATE_KEY: accounts.relayer.privateKey,
        STORAGE_DIR: scratch.path("storage"),
        ...settings,
      };
      return started(
        await startServer({
          args: [SERVER],
          cwd: root,
          port,
          env: serverEnv(port, env),
          readyPath: "/api/health",
          logFile: scratch.path(`pennypost-${port}.log`),
        }),
      );
    };
    const startBareNext = async (env: Record<string, string>) => {
      const port = await anyPort();
      const args = [next, "start", "-p", String(port)];
      const settings = { DATABASE_URL: postgres.url(), ...env };
      return started(
        await startServer({
          args,
          cwd: bareNext,
          port,
          env: settings,
          readyPath: "/health",
          logFile: scratch.path("bare-next.log"),
        }),
      );
    };
    const startExpress = async (rpcUrl: string) => {
      const port = await anyPort();
      const relayer = accounts.creators[2] as LocalAccount;
      const env = {
        RPC_URL: rpcUrl,
        RELAYER_PRIVATE_KEY: relayer.privateKey,
        PAY_TO: seller.address,
        PRICE: `$${PRICE}`,
        POLLING_MS: "20",
        CONTENT_BYTES: String(CONTENT_BYTES),
      };
      const args = ["--import", import.meta.resolve("tsx"), "server.ts"];
      return started(
        await startServer({ args, cwd: express, port, env, readyPath: "/health", logFile: scratch.path(`express-${port}.log`) }),
      );
    };

    const pennypost = await step("Starting Pennypost", () => startPennypost(chain.rpcUrl));
    const creator = await openShop(pennypost.origin, seller, "bench");
    const databaseUrl = postgres.url();
    return {
      ...{ scratch, databaseUrl, chain, pennypost, creator, seller },
      newDatabase: () => createDatabase(postgres),
      ...{ startPennypost, startBareNext, startExpress, stop },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
