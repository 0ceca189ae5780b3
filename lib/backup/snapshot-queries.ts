// What a backup reads. The tables are those that the database has, so that none is forgotten.
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { SequenceEntry } from "./manifest";

const { escapeIdentifier } = pg;

/**
 * Without rows in a backup: who does which job until when, how often somebody asked, and the migrations, which the manifest names.
 * Jobs begin anew, and so do counts.
 */
const WITHOUT_ROWS = ["lease", "rate_limit", "_prisma_migrations"];

/** Keys in these name no bytes that are to be kept: not yet, and no more. */
const KEYS_OF_NOTHING = ["upload", "storage_tombstone"];

/** Our own tables, and none that an extension brought. */
const TABLES = `
  FROM pg_class c
 WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
   AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')`;

/** Reads everything as of one moment, and writes nothing. */
export const SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

export interface Table {
  name: string;
  /** Those that are stored and not generated. */
  columns: string[];
}

export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT c.relname::text AS name,
            ARRAY (SELECT attname::text FROM pg_attribute
                    WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum) AS columns
     ${TABLES} AND c.relname <> ALL ($1::text[]) ORDER BY 1`,
    [WITHOUT_ROWS],
  );
  return rows;
}

export async function listSequences(client: pg.Client): Promise<SequenceEntry[]> {
  const { rows: names } = await client.query<{ name: string }>(
    `SELECT c.relname::text AS name FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'S' ORDER BY 1`,
  );
  const sequences: SequenceEntry[] = [];
  for (const { name } of names) {
    const { rows } = await client.query<Omit<SequenceEntry, "name">>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${escapeIdentifier(name)}`,
    );
    for (const row of rows) sequences.push({ name, ...row });
  }
  return sequences;
}

/** The migrations that are applied, in the order of their names. */
export async function listApplied(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT migration_name COLLATE "C" AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

export async function getMoment(client: pg.Client): Promise<{ at: Date; shop: string }> {
  const { rows } = await client.query<{ at: Date; shop: string }>("SELECT now() AS at, id::text AS shop FROM shop");
  if (!rows[0]) throw new Error("The table shop has lost its row.");
  return rows[0];
}

/** The rows of a table as COPY writes them; `rowCount` counts them once all were read. */
export function copyOut(client: pg.Client, { name, columns }: Table) {
  return client.query(copyTo(`COPY ${escapeIdentifier(name)} (${columns.map(escapeIdentifier).join(", ")}) TO STDOUT`));
}

/** The tables that name stored bytes. Throws where one does not say how many. */
export function tablesWithFiles(tables: Table[]): string[] {
  const named = tables.filter(({ name, columns }) => columns.includes("storage_key") && !KEYS_OF_NOTHING.includes(name));
  const unknown = named.find(({ columns }) => !columns.includes("bytes"));
  if (unknown)
    throw new Error(`The table ${unknown.name} names stored bytes and does not say how many: it needs a column "bytes".`);
  return named.map(({ name }) => name);
}

/** A line for each stored file that a row names: its key and its bytes, in the order of the keys. */
export function copyNamedFiles(client: pg.Client, tables: string[]) {
  const parts = tables.map(
    (table) => `SELECT storage_key COLLATE "C" AS key, bytes::int8 AS bytes FROM ${escapeIdentifier(table)}`,
  );
  return client.query(copyTo(`COPY (${parts.join(" UNION ALL ")} ORDER BY 1) TO STDOUT WITH (DELIMITER ' ')`));
}
