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

/** An owner of databases with no rights besides; the same each time. */
const OWNER = "plain_owner";

/** A database without a table, in place of the one with this URL or of a new name, that belongs to a role with no other rights. */
export async function createBareDatabase(instead?: string): Promise<TestDatabase> {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error("the run has no PostgreSQL");
  const url = new URL(server);
  url.pathname = instead ? new URL(instead).pathname : `/test_${randomBytes(8).toString("hex")}`;
  const name = url.pathname.slice(1);
  const drop = () => command(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await drop();
  const { password } = url;
  await command(server, `CREATE ROLE ${OWNER} LOGIN PASSWORD '${password}'`).catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError && error.code === "42710")) throw error;
  });
  await command(server, `CREATE DATABASE ${name} OWNER ${OWNER}`);
  url.username = OWNER;
  return { url: url.href, drop };
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
