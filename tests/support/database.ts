// Databases for tests: copies of one migrated template, on a PostgreSQL that forgets everything.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { migrate } from "../../scripts/local/migrate";
import { startPostgres } from "../../scripts/local/postgres";
import { scratchFolder } from "./scratch";

const TEMPLATE = "pennypost";

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A PostgreSQL whose database `pennypost` is migrated; `url` leads to its maintenance database. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const scratch = scratchFolder();
  const postgres = await startPostgres({ folder: scratch.path("postgres"), logFile: scratch.path("postgres.log"), durable: false });
  await migrate(postgres.url(TEMPLATE));
  const stop = async () => {
    await postgres.destroy();
    scratch.remove();
  };
  return { url: postgres.url("postgres"), stop };
}

/** A migrated, empty database of one's own. Call drop() in afterAll. */
export async function createDatabase(server: string = inject("postgresUrl")): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await command(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => command(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
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
