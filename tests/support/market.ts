// A whole Pennypost for tests from outside: the production server on a free port, with a database, a chain and a storage of its own.
import { createWriteStream } from "node:fs";
import { accounts } from "../../scripts/local/accounts";
import { ensureBuild } from "../../scripts/local/build";
import { type ChainClient, followWallClock, startChain } from "../../scripts/local/chain";
import type { Settings } from "../../scripts/local/env";
import { ensureClient } from "../../scripts/local/generate";
import { anyPort } from "../../scripts/local/ports";
import type { ProcessIdentity } from "../../scripts/local/process";
import { seed } from "../../scripts/local/seed";
import { startWeb } from "../../scripts/local/web";
import { createDatabase } from "./database";
import { scratchFolder } from "./scratch";

const MONTH_SECONDS = 30 * 86_400;

export interface Market {
  origin: string;
  databaseUrl: string;
  rpcUrl: string;
  /** anvil's client, for mining, balances and time. */
  chain: ChainClient;
  /** The server's settings as it got them. */
  settings: Settings;
  /** Where the server writes its words. */
  logFile: string;
  /** The server process, for those who want to kill it. */
  web: ProcessIdentity;
  /** Starts the server again on the same port, database and chain, after its process ended. */
  restart(): Promise<ProcessIdentity>;
  stop(): Promise<void>;
}

export interface MarketOptions {
  /** Fills in the demo market, with a month of sales. */
  seeded?: boolean;
  /** Over the defaults; may be made of what needs the chain. */
  settings?: Settings | ((rpcUrl: string) => Promise<Settings>);
  /** Stands between the server and its node: gets the node's URL, gives the one the server asks. */
  between?: (rpcUrl: string) => Promise<string>;
  /** The same before its database. */
  betweenDatabase?: (databaseUrl: string) => Promise<string>;
}

export async function startMarket(options: MarketOptions = {}): Promise<Market> {
  const { seeded = false, settings: over = {}, between, betweenDatabase } = options;
  await ensureClient();
  await ensureBuild();
  const scratch = scratchFolder();
  const undo: (() => unknown)[] = [scratch.remove];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const database = await createDatabase();
    undo.push(database.drop);
    const genesisTime = seeded ? Math.floor(Date.now() / 1000) - MONTH_SECONDS : undefined;
    const chain = await startChain({ logFile: scratch.path("chain.log"), ...(genesisTime ? { genesisTime } : {}) });
    undo.push(chain.stop);
    const port = await anyPort();
    const more = typeof over === "function" ? await over(chain.rpcUrl) : over;
    const settings: Settings = {
      NETWORK: "local",
      DATABASE_URL: betweenDatabase ? await betweenDatabase(database.url) : database.url,
      RPC_URL: between ? await between(chain.rpcUrl) : chain.rpcUrl,
      PUBLIC_RPC_URL: chain.rpcUrl,
      PUBLIC_ORIGIN: `http://localhost:${port}`,
      RELAYER_PRIVATE_KEY: accounts.relayer.privateKey,
      STORAGE_DIR: scratch.path("storage"),
      ...more,
    };
    if (seeded) await seed(settings, scratch.path("seed.log"));
    await followWallClock(chain.client);

    const logFile = scratch.path("web.log");
    const output = createWriteStream(logFile, { flags: "a" });
    const start = () => startWeb({ port, settings, output });
    let web = await start();
    undo.push(() => web.stop());
    const restart = async () => {
      web = await start();
      return web.identity;
    };
    const { rpcUrl, client } = chain;
    const origin = `http://localhost:${port}`;
    return { origin, databaseUrl: database.url, rpcUrl, chain: client, settings, logFile, web: web.identity, restart, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
