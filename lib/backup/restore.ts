// Restores a shop from a backup: into a database without rows, and a store that is this shop's or nobody's. What can be known to be wrong
// is said before anything is written; whatever stops a restore, it is run again.
import type pg from "pg";
import { type Damage, findDamage } from "./check";
import { onConnection, tryLock } from "./connection-queries";
import { type Manifest, readManifest } from "./manifest";
import type { OnProgress } from "./progress";
import { type FileDeps, type RestoredFiles, restoreFiles } from "./restore-files";
import { findMark, hasRows, hasTable, listUnfinished, setMark } from "./restore-queries";
import { restoreRows } from "./restore-rows";
import { listApplied, listTables } from "./snapshot-queries";

export interface RestoreDeps extends FileDeps {
  /** PostgreSQL itself. */
  databaseUrl: string;
  secretFingerprint: string;
  /** Names of the migrations that this version has. */
  migrations: string[];
  /** Applies those of them that are missing: all, or of these alone. */
  migrate(only?: ReadonlySet<string>): Promise<string[]>;
}

export interface RestoreReport extends RestoredFiles {
  manifest: Manifest;
  /** The rows were there from a restore that had broken off. */
  isContinued: boolean;
  /** Tables of the backup that no migration makes: their rows were left out. */
  leftOut: string[];
}

/** Tables that are not empty in a database that was migrated and never used. */
const ROWS_OF_MIGRATIONS = ["shop", "schema_floor"];

class DamagedBackup extends Error {
  override readonly name = "DamagedBackup";

  constructor({ count, shown }: Damage) {
    super([...shown, count > shown.length ? `… ${count} in all.` : "", "Nothing was written."].filter(Boolean).join("\n"));
  }
}

export async function restore(deps: RestoreDeps, folder: string, onProgress: OnProgress): Promise<RestoreReport> {
  const manifest = await readManifest(folder);
  requireOwnSecret(deps, manifest);
  requireKnown(deps, manifest);
  const damage = await findDamage(folder, manifest, false, () => {});
  if (damage.count > 0) throw new DamagedBackup(damage);
  return onConnection(deps.databaseUrl, async (client) => {
    if (!(await tryLock(client, "pennypost:restore"))) throw new Error("Another restore into this database is under way.");
    const mark = `restored from the backup of ${manifest.at}`;
    const isContinued = await isRestored(client, manifest, mark);
    await requireOwnStore(deps, manifest);
    const leftOut = isContinued ? [] : await fill(deps, client, folder, manifest, mark, onProgress);
    onProgress({ step: "migrations", applied: await deps.migrate() });
    const files = await restoreFiles(deps, folder, manifest, onProgress);
    if (files.damage.count === 0) await setMark(client, null);
    return { ...files, manifest, isContinued, leftOut };
  });
}

async function fill(
  deps: RestoreDeps,
  client: pg.Client,
  folder: string,
  manifest: Manifest,
  mark: string,
  onProgress: OnProgress,
): Promise<string[]> {
  onProgress({ step: "migrations", applied: await deps.migrate(new Set(manifest.migrations)) });
  return restoreRows(client, folder, manifest, mark, onProgress);
}

function requireOwnSecret({ secretFingerprint }: RestoreDeps, { secret }: Manifest): void {
  if (secret === secretFingerprint) return;
  throw new Error(
    "The backup was made with another SERVER_SECRET: receipts would not verify, and nothing could be derived. Set the one that was kept with it.",
  );
}

function requireKnown({ migrations }: RestoreDeps, manifest: Manifest): void {
  const unknown = manifest.migrations.filter((name) => !migrations.includes(name));
  if (unknown.length === 0) return;
  throw new Error(
    `The backup was made by a newer version, ${manifest.version}, whose ${unknown.at(-1)} this one does not know: restore with that version or a later one.`,
  );
}

async function requireOwnStore({ store, incoming }: FileDeps, { shop }: Manifest): Promise<void> {
  for (const place of [store, incoming]) {
    const owner = await place.claim(shop);
    if (owner.shop === shop) continue;
    throw new Error(`The store is marked as that of shop ${owner.shop}, and the backup is of shop ${shop}: nothing was written.`);
  }
}

/** Whether the rows are there already; false for a database without any. Throws for every other. */
async function isRestored(client: pg.Client, manifest: Manifest, mark: string): Promise<boolean> {
  const tables = await listTables(client);
  if (tables.length === 0) return false;
  const isOurs = (await hasTable(client, "shop")) && (await hasTable(client, "_prisma_migrations"));
  if (!isOurs) throw new Error(`The database is not empty: it has the table ${tables[0]?.name}. Nothing was written.`);
  if ((await findMark(client)) === mark) return true;
  for (const { name } of tables) {
    if (ROWS_OF_MIGRATIONS.includes(name) || !(await hasRows(client, name))) continue;
    throw new Error(`The database is not empty: ${name} has rows. Restore into a new one. Nothing was written.`);
  }
  const unfinished = await listUnfinished(client);
  const newer = (await listApplied(client)).filter((name) => !manifest.migrations.includes(name));
  if (unfinished.length + newer.length === 0) return false;
  const why = newer.length ? `has ${newer.at(-1)}, which the backup has not` : `was left in the middle of ${unfinished[0]}`;
  throw new Error(`The database has no rows, but ${why}: drop it and create it anew. Nothing was written.`);
}
