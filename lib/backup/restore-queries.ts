// What a restore asks of a database and writes into it, with the rights of the tables' owner and no more.
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { SequenceEntry } from "./manifest";
import type { Table } from "./snapshot-queries";

const { escapeIdentifier, escapeLiteral } = pg;

/** Whether there is this table in our schema. */
export async function hasTable(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ isThere: boolean }>(`SELECT to_regclass($1) IS NOT NULL AS "isThere"`, [
    escapeIdentifier(name),
  ]);
  return rows[0]?.isThere ?? false;
}

export async function hasRows(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query(`SELECT FROM ${escapeIdentifier(name)} LIMIT 1`);
  return rows.length > 0;
}

/** Migrations that began and did not end. */
export async function listUnfinished(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL",
  );
  return rows.map(({ name }) => name);
}

/** From which backup the rows came, while its restore is not done. */
export async function findMark(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ mark: string | null }>("SELECT obj_description('shop'::regclass, 'pg_class') AS mark");
  return rows[0]?.mark ?? null;
}

/** With the rows, in their transaction; null once the restore is done. */
export async function setMark(client: pg.Client, mark: string | null): Promise<void> {
  await client.query(`COMMENT ON TABLE shop IS ${mark === null ? "NULL" : escapeLiteral(mark)}`);
}

/** Takes out what would act on rows that are written: our triggers and the foreign keys. Resolves to the statements that bring them back. */
export async function suspendRules(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ suspend: string; resume: string }>(`
    SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) AS suspend,
           format('ALTER TABLE %s ENABLE TRIGGER %I', tgrelid::regclass, tgname) AS resume
      FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
     WHERE c.relnamespace = current_schema()::regnamespace AND NOT tgisinternal AND tgenabled = 'O'
    UNION ALL
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND contype = 'f'`);
  for (const { suspend } of rows) await client.query(suspend);
  return rows.map(({ resume }) => resume);
}

/** Brings the rules back. The foreign keys look at all rows. */
export async function resumeRules(client: pg.Client, statements: string[]): Promise<void> {
  for (const statement of statements) await client.query(statement);
}

export async function emptyTable(client: pg.Client, name: string): Promise<void> {
  await client.query(`TRUNCATE ${escapeIdentifier(name)}`);
}

/** Takes rows as COPY writes them; `rowCount` counts them once all were taken. */
export function copyIn(client: pg.Client, { name, columns }: Table) {
  return client.query(copyFrom(`COPY ${escapeIdentifier(name)} (${columns.map(escapeIdentifier).join(", ")}) FROM STDIN`));
}

export async function setSequence(client: pg.Client, { name, lastValue, isCalled }: SequenceEntry): Promise<void> {
  await client.query("SELECT setval($1::regclass, $2::int8, $3)", [escapeIdentifier(name), lastValue, isCalled]);
}

/** Tells PostgreSQL's planner what there is. */
export async function analyse(client: pg.Client): Promise<void> {
  await client.query("ANALYZE");
}
