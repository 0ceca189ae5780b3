// npm run soak                     two hundred visitors for ten minutes; in the middle the database restarts, and later the chain is away
// npm run soak -- --minutes 2 --connections 50
// Prints a table; ends with 1 if an answer was wrong, the books do not hold, or memory grew.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { ensureBuild } from "../../scripts/local/build";
import { startChain } from "../../scripts/local/chain";
import { ensureClient } from "../../scripts/local/generate";
import { migrate } from "../../scripts/local/migrate";
import { anyPort } from "../../scripts/local/ports";
import { startPostgres } from "../../scripts/local/postgres";
import { startWeb } from "../../scripts/local/web";
import { openShop } from "../../tests/support/api";
import { scratchFolder } from "../../tests/support/scratch";
import { fundedBuyers } from "../support/buyers";
import { render } from "../support/report";
import { rss } from "../support/server";
import { type Article, reader, type Site, Tally, uploader } from "./visitors";

const ARTICLES = 60;
const UPLOADERS = 5;
const CHAIN_AWAY_MS = 20_000;
/** After something came back: connections are made anew, payments opened. */
const RECOVERY_MS = 20_000;
const SAMPLE_MS = 2_000;
const PRICE = "0.01";
/** The last quarter's memory against the second's, at the median. */
const GROWTH_MAX = 1.15;

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const megabytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2)} MB`;

async function setUp(connections: number) {
  const scratch = scratchFolder();
  await ensureClient();
  await ensureBuild();
  const database = { folder: scratch.path("postgres"), logFile: scratch.path("postgres.log"), durable: true };
  const chainOptions = { port: await anyPort(), logFile: scratch.path("chain.log"), stateFile: scratch.path("chain.json") };
  let postgres = await startPostgres(database);
  let chain = await startChain(chainOptions);
  await migrate(postgres.url());
  const port = await anyPort();
  const origin = `http://localhost:${port}`;
  const settings = {
    NETWORK: "local",
    DATABASE_URL: postgres.url(),
    RPC_URL: chain.rpcUrl,
    PUBLIC_RPC_URL: chain.rpcUrl,
    PUBLIC_ORIGIN: origin,
    RELAYER_PRIVATE_KEY: accounts.relayer.privateKey,
    STORAGE_DIR: scratch.path("storage"),
    TRUSTED_PROXIES: "1",
    LOG_LEVEL: "silent",
  };
  const web = await startWeb({ port, settings, output: process.stderr });
  const creator = await openShop(origin, accounts.creators[0] as LocalAccount, "soak");
  const articles: Article[] = [];
  for (let index = 0; index < ARTICLES; index++) {
    const content = `The paid text of piece ${index}. `.repeat(100);
    articles.push({ id: await creator.sellArticle({ price: PRICE, content, title: `Piece ${index}` }), content });
  }
  const buyers = await fundedBuyers(chain, connections);
  return {
    ...{ origin, articles, buyers, creator, web, databaseUrl: postgres.url() },
    async restartDatabase() {
      await postgres.stop();
      postgres = await startPostgres(database);
    },
    async restartChain() {
      await chain.stop();
      await sleep(CHAIN_AWAY_MS);
      chain = await startChain(chainOptions);
    },
    async stop() {
      await web.stop();
      await chain.stop();
      await postgres.destroy();
      scratch.remove();
    },
  };
}

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { minutes: { type: "string", default: "10" }, connections: { type: "string", default: "200" } },
  });
  const [totalMs, connections] = [Number(values.minutes) * 60_000, Number(values.connections)];
  const stage = await setUp(connections);
  try {
    const began = Date.now();
    let disturbedUntil = 0;
    const tally = new Tally();
    const site: Site = {
      ...{ origin: stage.origin, articles: stage.articles, tally },
      isDisturbed: () => Date.now() < disturbedUntil,
      isOver: () => Date.now() - began > totalMs,
    };
    const memory: number[] = [];
    const sampler = setInterval(() => memory.push(rss(stage.web.identity.pid)), SAMPLE_MS);
    const disturb = async (at: number, what: () => Promise<void>) => {
      await sleep(totalMs * at);
      disturbedUntil = Number.POSITIVE_INFINITY;
      await what();
      disturbedUntil = Date.now() + RECOVERY_MS;
    };
    await Promise.all([
      ...stage.buyers.map((buyer, index) => reader(site, index, buyer)),
      ...Array.from({ length: UPLOADERS }, () => uploader(site, stage.creator)),
      disturb(0.4, stage.restartDatabase),
      disturb(0.65, stage.restartChain),
    ]);
    clearInterval(sampler);
    return await conclude(tally, memory, stage.databaseUrl, connections, totalMs);
  } finally {
    await stage.stop();
  }
}

async function conclude(tally: Tally, memory: number[], databaseUrl: string, connections: number, totalMs: number) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ state: string; count: number }>(
    "SELECT state::text AS state, count(*)::int AS count FROM purchase GROUP BY 1 ORDER BY 1",
  );
  const { rows: books } = await client.query<{ settled: number; owned: number; doubled: number }>(
    `SELECT (SELECT count(*) FROM settlement)::int AS settled, (SELECT count(*) FROM entitlement)::int AS owned,
            (SELECT count(*) FROM discrepancy)::int AS doubled`,
  );
  await client.end();
  const quarter = (from: number) => median(memory.slice((memory.length * from) / 4, (memory.length * (from + 1)) / 4));
  const growth = quarter(3) / quarter(1);
  const table = [...tally.done].sort(([a], [b]) => (a < b ? -1 : 1));
  console.log(
    render({
      title: "Soak",
      note: `${connections} connections for ${totalMs / 60_000} minutes; the database restarted in the middle, and the chain away for ${CHAIN_AWAY_MS / 1000} s.`,
      header: ["", "right", "503 while disturbed", "429", "slowest"],
      rows: table.map(([kind, row]) => [
        kind,
        ...[row.right, row.busy, row.limited].map(String),
        `${(row.slowest / 1000).toFixed(1)} s`,
      ]),
      verdicts: [],
    }),
  );
  const [book] = books;
  console.log(`Purchases by state: ${rows.map(({ state, count }) => `${count} ${state}`).join(", ")}`);
  console.log(`Served ${tally.sales.length}, settled ${book?.settled}, owned ${book?.owned}, discrepancies ${book?.doubled}`);
  console.log(`Memory at the median of each quarter: ${[0, 1, 2, 3].map((part) => megabytes(quarter(part))).join(", ")}`);
  console.log(`Wrong answers: ${tally.wrong.length}`);
  for (const wrong of tally.wrong.slice(0, 20)) console.log(`  ${wrong.slice(0, 300)}`);
  const isWhole = book?.settled === tally.sales.length && book.owned === tally.sales.length && book.doubled === 0;
  return tally.wrong.length === 0 && isWhole && growth <= GROWTH_MAX;
}

process.exit((await main()) ? 0 : 1);
