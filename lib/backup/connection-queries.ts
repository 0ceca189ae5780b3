// A connection to PostgreSQL of one's own: COPY needs one that no pool shares, and a lock lasts as long as it does.
import pg from "pg";

/** Rows are written and read in the same forms, whatever the server and the role prefer; and they take the time that they take. */
const OPTIONS = [
  "statement_timeout=0",
  "idle_in_transaction_session_timeout=0",
  "datestyle=ISO",
  "intervalstyle=postgres",
  "timezone=UTC",
  "bytea_output=hex",
  "extra_float_digits=1",
].map((setting) => `-c ${setting}`);

/** Runs `work` on a connection of its own. `url`: PostgreSQL itself, not a pooler. */
export async function onConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    options: OPTIONS.join(" "),
  });
  // Whoever asks by it is told; without a listener the process would end.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Takes a lock until the connection ends; false while somebody else has it. */
export async function tryLock(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ isTaken: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS "isTaken"', [name]);
  return rows[0]?.isTaken ?? false;
}

/** Whether the connection, and with it its locks, is still there. */
export async function isAlive(client: pg.Client): Promise<boolean> {
  return client.query("SELECT 1").then(
    () => true,
    () => false,
  );
}

/** Runs `work` while nobody migrates (scripts/local/migrate.ts takes the same lock alone). If it fails, the connection is to be ended. */
export async function whileNobodyMigrates<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query("SELECT pg_advisory_lock_shared(hashtext('pennypost:migrate'))");
  const result = await work();
  await client.query("SELECT pg_advisory_unlock_shared(hashtext('pennypost:migrate'))");
  return result;
}

/**
 * Runs `work` in a transaction. If it fails, the connection is to be ended, and with it the transaction: one that stopped in the middle of
 * a COPY answers nothing more.
 */
export async function inTransaction<T>(client: pg.Client, begin: string, work: () => Promise<T>): Promise<T> {
  await client.query(begin);
  const result = await work();
  await client.query("COMMIT");
  return result;
}
