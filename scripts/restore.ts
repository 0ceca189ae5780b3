// npm run restore -- FOLDER/TIME [--check]    a backup into an empty database and the store, with the server's own settings
// Exit status: 0 restored, or nothing is wrong with it · 1 some of its files are damaged · 2 nothing was restored, or wrong usage
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Damage, findDamage } from "../lib/backup/check";
import { readManifest } from "../lib/backup/manifest";
import { restore } from "../lib/backup/restore";
import { services } from "../lib/services";
import { printProgress, sizeInWords } from "./local/backup-words";
import { loadEnv } from "./local/env";
import { migrate, migrationNames } from "./local/migrate";
import { messageOf } from "./local/steps";

const USAGE = `Usage: npm run restore -- FOLDER/TIME [--check]
  --check   read the whole backup and say whether it is as it was written; changes nothing, and needs no settings`;

function parse() {
  try {
    return parseArgs({ allowPositionals: true, options: { check: { type: "boolean", default: false } } });
  } catch {
    throw new Error(USAGE);
  }
}

function readArguments() {
  const { values, positionals } = parse();
  const [folder] = positionals;
  if (!folder || positionals.length > 1) throw new Error(USAGE);
  return { folder: resolve(folder), isCheck: values.check };
}

function tell({ count, shown }: Damage): void {
  for (const sentence of shown) console.error(sentence);
  if (count > shown.length) console.error(`… ${count} in all.`);
  if (count > 0) process.exitCode = 1;
}

async function check(folder: string): Promise<void> {
  const manifest = await readManifest(folder);
  const damage = await findDamage(folder, manifest, true, printProgress());
  tell(damage);
  const { at, version, tables, files } = manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const what = `${at}, version ${version}: ${rows} rows, ${files.count} files, ${sizeInWords(BigInt(files.bytes))}`;
  console.log(`The backup of ${what}, is ${damage.count ? "DAMAGED" : "as it was written"}.`);
  if (files.missing) console.log(`${files.missing} of the files were missing in the store when it was made.`);
}

async function restoreFrom(folder: string): Promise<void> {
  Object.assign(process.env, loadEnv());
  const { db, store, incoming, secretFingerprint } = services();
  const databaseUrl = db.directUrl;
  const migrations = migrationNames();
  console.log("Looking at the backup …");
  const deps = { databaseUrl, store, incoming, secretFingerprint, migrations, migrate: migrate.bind(null, databaseUrl) };
  const { manifest, copied, damage, isContinued, leftOut } = await restore(deps, folder, printProgress());
  if (isContinued) console.log("The rows were there already, from a restore that had broken off.");
  for (const table of leftOut) console.log(`Left out: no migration makes the table ${table}.`);
  if (manifest.files.missing) console.log(`${manifest.files.missing} files were missing in the store when it was backed up.`);
  tell(damage);
  if (damage.count) return console.error("All else is restored. Run this again once the backup has these files.");
  console.log(`Restored the shop as of ${manifest.at}; ${copied} files were copied into the store. Now:
  npm run check-sums                    the sums of earnings against the sales
  npm run rebuild -- --from-block N     sales that were made after the backup, from the chain
  GET /api/discrepancies                once servers run: what does not add up`);
}

async function main(): Promise<void> {
  const { folder, isCheck } = readArguments();
  await (isCheck ? check(folder) : restoreFrom(folder));
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 2;
});
