// Databases for tests: copies of one migrated template, on the PostgreSQL of the run, which forgets everything.
import { randomBytes } from "node:crypto";
import pg from "pg";

const TEMPLATE = "pennypost";

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** An empty database of one's own, migrated unless said otherwise. Call drop() in afterAll. */
export async function createDatabase({ isMigrated = true } = {}): Promise<TestDatabase> {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) return onServerOfItsOwn();
  const name = `test_${randomBytes(8).toString("hex")}`;
  await command(server, `CREATE DATABASE ${name} TEMPLATE ${isMigrated ? TEMPLATE : "template1"}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => command(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Where nobody started one for the run: a market of a browser test that is played alone. */
async function onServerOfItsOwn(): Promise<TestDatabase> {
  const { startTestPostgres } = await import("./postgres");
  const { url, stop } = await startTestPostgres();
  return { url: url(), drop: stop };
}

async function command(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
