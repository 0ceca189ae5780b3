// npm run bench:scale                                      a market of 1,000,000 pieces and 10,000,000 sales beside a hundredth of it
// npm run bench:scale -- --items 300000 --sales 1500000    of another size
// npm run bench:scale -- --only search                     only what has that in its name, and nothing is written; S6 is background work
// npm run bench:scale -- --keep ~/markets                  keeps the filled databases in that folder, and takes those it finds there
// Writes bench/SCALE.md.

import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { ensureBuild } from "../../scripts/local/build";
import { followWallClock, startChain } from "../../scripts/local/chain";
import { ensureClient } from "../../scripts/local/generate";
import { migrate } from "../../scripts/local/migrate";
import { anyPort } from "../../scripts/local/ports";
import { type Postgres, startPostgres } from "../../scripts/local/postgres";
import { messageOf, step } from "../../scripts/local/steps";
import { startWeb } from "../../scripts/local/web";
import { signIn } from "../../tests/support/api";
import { type Scratch, scratchFolder } from "../../tests/support/scratch";
import { get } from "../support/http";
import { ms, quantile } from "../support/numbers";
import { render, type Section, save } from "../support/report";
import { bigCreator, bigReader, fill, noncesOf, type Size } from "./fill";
import { type Visit, visits } from "./visits";

const WARM = 4;
const ROUNDS = 40;
/** A page of the list of newest pieces is looked at so many pages in. */
const DEEP = 40;
/** How often the medians at full size may be those at a hundredth. */
const FLAT = 1.5;
/** Differences below this are the machine's. */
const NOISE_MS = 3;
const IDLE_SECONDS = 60;
/** A connection that rests tells PostgreSQL within ten seconds what it has read before. */
const TOLD_SECONDS = 15;
/** Fewer rows in that minute are read in a tenth of a second: shares of bounded size, which a small market has not got. */
const NOISE_ROWS = 100_000;

interface Measured {
  visit: Visit;
  median: number;
  p95: number;
  bytes: number;
}

interface OfSize {
  measured: Measured[];
  /** Rows and entries of indexes that the server's own jobs had PostgreSQL read in an idle minute; 0 where they were not counted. */
  idleRows: number;
}

async function deepCursor(origin: string): Promise<string> {
  let cursor = "";
  for (let page = 0; page < DEEP; page++) {
    const response = await fetch(`${origin}/api/items${cursor && `?cursor=${encodeURIComponent(cursor)}`}`);
    const { next }: { next: string | null } = await response.json();
    if (!next) break;
    cursor = next;
  }
  return cursor;
}

async function measure(origin: string, visit: Visit, cookie: string): Promise<Measured> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < WARM + ROUNDS; round++) {
    const path = visit.paths[round % visit.paths.length] ?? "/";
    const answer = await get({ url: origin + path, headers: cookie ? { cookie } : {}, status: visit.status ?? 200 });
    bytes = Math.max(bytes, answer.bytes);
    if (round >= WARM) times.push(answer.ms);
  }
  return { visit, median: quantile(times, 0.5), p95: quantile(times, 0.95), bytes };
}

/** Rows read of each table, by whole scans and by index, and entries of each index. */
async function rowsRead(databaseUrl: string): Promise<Map<string, number>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string; read: number }>(
    `SELECT relname AS name, (seq_tup_read + coalesce(idx_tup_fetch, 0))::float8 AS read FROM pg_stat_user_tables
     UNION ALL
     SELECT indexrelname, idx_tup_read::float8 FROM pg_stat_user_indexes`,
  );
  await client.end();
  return new Map(rows.map(({ name, read }) => [name, read]));
}

async function idleRows(databaseUrl: string): Promise<number> {
  await sleep(TOLD_SECONDS * 1000);
  const before = await rowsRead(databaseUrl);
  await sleep(IDLE_SECONDS * 1000);
  const read = [...(await rowsRead(databaseUrl))].map(([name, rows]) => ({ name, rows: rows - (before.get(name) ?? 0) }));
  const most = read.toSorted((one, other) => other.rows - one.rows).slice(0, 5);
  console.log(`  S6 an idle minute: ${most.map(({ name, rows }) => `${name} ${rows}`).join(", ")}`);
  return read.reduce((sum, { rows }) => sum + rows, 0);
}

/** A server with a filled database; in a kept folder, the one that was filled before. */
async function startFilled(size: Size, scratch: Scratch, keep: string): Promise<Postgres> {
  const folder = keep ? resolve(keep, `${size.items}-${size.sales}`) : scratch.path("postgres");
  const filled = join(folder, "filled");
  const isFilled = existsSync(filled);
  if (keep && !isFilled) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const postgres = await startPostgres({ folder, logFile: scratch.path("postgres.log"), durable: false });
  try {
    await migrate(postgres.url());
    if (!isFilled) await fill(postgres.url(), size);
    writeFileSync(filled, "");
    return postgres;
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function ofSize(size: Size, isAsked: (name: string) => boolean, keep: string): Promise<OfSize> {
  const scratch = scratchFolder();
  const undo: (() => unknown)[] = [scratch.remove];
  try {
    const postgres = await startFilled(size, scratch, keep);
    undo.push(keep ? postgres.stop : postgres.destroy);
    const databaseUrl = postgres.url();
    const chain = await startChain({ logFile: scratch.path("chain.log") });
    undo.push(chain.stop);
    await followWallClock(chain.client);
    await chain.client.setNonce({ address: accounts.relayer.address, nonce: noncesOf(size) });
    const port = await anyPort();
    const origin = `http://localhost:${port}`;
    const settings = {
      NETWORK: "local",
      DATABASE_URL: databaseUrl,
      RPC_URL: chain.rpcUrl,
      PUBLIC_ORIGIN: origin,
      RELAYER_PRIVATE_KEY: accounts.relayer.privateKey,
      STORAGE_DIR: scratch.path("storage"),
    };
    const web = await startWeb({ port, settings, output: process.stderr });
    undo.push(web.stop);
    const cookies = {
      stranger: "",
      creator: (await signIn(origin, bigCreator as LocalAccount)).cookie,
      reader: (await signIn(origin, bigReader as LocalAccount)).cookie,
    };
    const measured: Measured[] = [];
    for (const visit of visits(await deepCursor(origin)).filter(({ id, what }) => isAsked(`${id} ${what}`))) {
      const one = await measure(origin, visit, cookies[visit.as]);
      console.log(`  ${visit.id} ${visit.what}: ${ms(one.median)}, ${ms(one.p95)}`);
      measured.push(one);
    }
    return { measured, idleRows: isAsked("S6 background work") ? await idleRows(databaseUrl) : 0 };
  } finally {
    for (const one of undo.reverse()) await one();
  }
}

const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;

function sectionOf(size: Size, small: OfSize, large: OfSize): Section {
  const pairs = large.measured.map((each, index) => ({ each, less: small.measured[index] as Measured }));
  const grows = ({ each, less }: (typeof pairs)[number]) =>
    each.median > FLAT * less.median && each.median - less.median > NOISE_MS;
  const idle = large.idleRows / Math.max(1, small.idleRows);
  return {
    title: `${size.items.toLocaleString("en")} pieces, ${size.sales.toLocaleString("en")} sales`,
    note: `One creator has a third of both, one piece a tenth of the sales, one reader 10,000 pieces. ${ROUNDS} requests each, one after another, after ${WARM}; beside a market of a hundredth of the size on the same server.`,
    header: ["", "median at 1 %", "median", "ratio", "p95", "target", "bytes"],
    rows: pairs.map(({ each, less }) => [
      `${each.visit.id} ${each.visit.what}`,
      ms(less.median),
      ms(each.median),
      (each.median / less.median).toFixed(2),
      ms(each.p95),
      `< ${each.visit.target} ms`,
      kb(each.bytes),
    ]),
    verdicts: [
      {
        id: "S1–S5",
        what: "slower than their target",
        figure:
          pairs
            .filter(({ each }) => each.p95 >= each.visit.target)
            .map(({ each }) => each.visit.what)
            .join(", ") || "none",
        target: "none",
        reached: pairs.every(({ each }) => each.p95 < each.visit.target),
      },
      {
        id: "S1–S5",
        what: `not flat (${FLAT} times the median at a hundredth)`,
        figure:
          pairs
            .filter(grows)
            .map(({ each }) => each.visit.what)
            .join(", ") || "none",
        target: "none",
        reached: !pairs.some(grows),
      },
      {
        id: "S6",
        what: "rows read by background work in a minute, against a hundredth of the size",
        figure: `${small.idleRows} and ${large.idleRows}: ${idle.toFixed(2)}`,
        target: `≤ ${FLAT}, or below ${NOISE_ROWS}`,
        reached: idle <= FLAT || large.idleRows < NOISE_ROWS,
      },
    ],
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      items: { type: "string", default: "1000000" },
      sales: { type: "string", default: "10000000" },
      only: { type: "string", default: "" },
      keep: { type: "string", default: "" },
    },
  });
  const size = { items: Number(values.items), sales: Number(values.sales) };
  if (!(size.items >= 10_000 && size.sales >= 10_000)) throw new Error("--items and --sales are numbers from 10000 up");
  await ensureClient();
  await step("Building Pennypost", ensureBuild);
  const isAsked = (name: string) => name.includes(values.only);
  const small = await ofSize({ items: Math.round(size.items / 100), sales: Math.round(size.sales / 100) }, isAsked, values.keep);
  const large = await ofSize(size, isAsked, values.keep);
  const section = sectionOf(size, small, large);
  console.log(render(section));
  if (!values.only) save("SCALE.md", "bench:scale", [section]);
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
