// The rows of a backup, all as of one moment: each table into a file, and what is named of stored bytes into a list.
import type pg from "pg";
import { inTransaction, isAlive, whileNobodyMigrates } from "./connection-queries";
import { type Manifest, namedPath, type TableEntry, tablePath } from "./manifest";
import type { OnProgress } from "./progress";
import {
  copyNamedFiles,
  copyOut,
  getMoment,
  listApplied,
  listSequences,
  listTables,
  SNAPSHOT,
  type Table,
  tablesWithFiles,
} from "./snapshot-queries";
import { writeDurably } from "./write-durably";

export interface Moment {
  at: Date;
  /** The shop's id. */
  shop: string;
}

export interface Snapshot extends Moment, Pick<Manifest, "migrations" | "tables" | "sequences"> {
  /** Of the backup. */
  folder: string;
  /** How many stored files are named. */
  named: number;
}

/** Reads all rows in one transaction. `open` makes the backup's folder, once the moment is known. */
export function takeSnapshot(
  client: pg.Client,
  open: (moment: Moment) => Promise<string>,
  onProgress: OnProgress,
): Promise<Snapshot> {
  const read = async () => {
    const moment = await getMoment(client);
    const folder = await open(moment);
    const tables = await listTables(client);
    const entries: TableEntry[] = [];
    for (const table of tables) {
      const entry = await saveTable(client, folder, table);
      entries.push(entry);
      onProgress({ step: "table", name: table.name, rows: entry.rows });
    }
    const files = copyNamedFiles(client, tablesWithFiles(tables));
    await writeDurably(namedPath(folder), files, { gzip: true });
    const [sequences, migrations] = [await listSequences(client), await listApplied(client)];
    return { ...moment, folder, tables: entries, sequences, migrations, named: files.rowCount };
  };
  return whileNobodyMigrates(client, () => inTransaction(client, SNAPSHOT, read));
}

async function saveTable(client: pg.Client, folder: string, table: Table): Promise<TableEntry> {
  const rows = copyOut(client, table);
  const { sha256 } = await writeDurably(tablePath(folder, table.name), rows, { gzip: true });
  // PostgreSQL counts the rows after the last of them: by the next answer, that has arrived.
  if (!(await isAlive(client))) throw new Error("The connection to the database ended.");
  return { ...table, rows: rows.rowCount, sha256 };
}
