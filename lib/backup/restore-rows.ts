// All rows of a backup into a database that has none, in one transaction.
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { inTransaction } from "./connection-queries";
import { type Manifest, type TableEntry, tablePath } from "./manifest";
import type { OnProgress } from "./progress";
import { analyse, copyIn, emptyTable, hasTable, resumeRules, setMark, setSequence, suspendRules } from "./restore-queries";

/** `mark` says in the database which backup it came from. Resolves to the tables that no migration makes: their rows are left out. */
export async function restoreRows(
  client: pg.Client,
  folder: string,
  { tables, sequences }: Manifest,
  mark: string,
  onProgress: OnProgress,
): Promise<string[]> {
  const leftOut: string[] = [];
  const write = async () => {
    const resume = await suspendRules(client);
    for (const table of tables) {
      if (!(await hasTable(client, table.name))) leftOut.push(table.name);
      else await restoreTable(client, folder, table);
      onProgress({ step: "table", name: table.name, rows: table.rows });
    }
    for (const sequence of sequences) if (await hasTable(client, sequence.name)) await setSequence(client, sequence);
    onProgress({ step: "rules", count: resume.length });
    await resumeRules(client, resume);
    await setMark(client, mark);
  };
  await inTransaction(client, "BEGIN", write);
  await analyse(client);
  return leftOut;
}

async function restoreTable(client: pg.Client, folder: string, table: TableEntry): Promise<void> {
  await emptyTable(client, table.name);
  const rows = copyIn(client, table);
  await pipeline(createReadStream(tablePath(folder, table.name)), createGunzip(), rows);
  if (rows.rowCount !== table.rows)
    throw new Error(`${table.name} has ${table.rows} rows in the backup, and ${rows.rowCount} arrived.`);
}
