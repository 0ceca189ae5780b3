// How many rows of each table PostgreSQL read for some work, by its own statistics.
import pg from "pg";
import type { Db } from "../../lib/db/client";

/** Before the name of an index, in what is counted. */
export const ENTRIES = "entries of ";

export type RowsRead = Record<string, number>;

export interface RowWatcher {
  /** For what a test fills tables with. */
  client: pg.Client;
  /** Of each table, by scans of the whole and by index, and of indexes their entries, for one more run of `work`. */
  readBy(work: () => Promise<unknown>): Promise<RowsRead>;
  end(): Promise<void>;
}

interface Options {
  /** The tables whose indexes' entries are counted too, as a pattern of LIKE. */
  indexed: string;
  /** So often the work is done before it is counted: PostgreSQL plans a prepared statement for all of its values from the sixth on. */
  runsBefore: number;
}

/** `db` has one connection to the database with this URL, which nobody else uses meanwhile. */
export async function watchRows(db: Db, databaseUrl: string, { indexed, runsBefore }: Options): Promise<RowWatcher> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();

  async function rowsRead(): Promise<Map<string, number>> {
    await db.$queryRaw`SELECT 1 FROM (SELECT pg_stat_force_next_flush()) AS flushed`;
    await db.$queryRaw`SELECT 1`;
    // What the watcher itself read, to fill tables, is told before anything is counted.
    await client.query("SELECT pg_stat_force_next_flush()");
    await client.query("SELECT pg_stat_clear_snapshot()");
    const { rows } = await client.query<{ name: string; read: string }>(
      `SELECT relname AS name, seq_tup_read + coalesce(idx_tup_fetch, 0) AS read FROM pg_stat_user_tables
       UNION ALL
       SELECT '${ENTRIES}' || indexrelname, idx_tup_read FROM pg_stat_user_indexes WHERE relname LIKE $1`,
      [indexed],
    );
    return new Map(rows.map(({ name, read }) => [name, Number(read)]));
  }

  return {
    client,
    async readBy(work) {
      for (let run = 0; run < runsBefore; run++) await work();
      const first = await rowsRead();
      await work();
      const then = await rowsRead();
      return Object.fromEntries(
        [...then].map(([name, read]) => [name, read - (first.get(name) ?? 0)]).filter(([, read]) => read),
      );
    },
    end: () => client.end(),
  };
}
