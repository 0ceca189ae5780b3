// npm run backup -- FOLDER [--keep N]    the whole shop into a folder below FOLDER, with the server's own settings
// Exit status: 0 whole · 1 whole, but something needs a look · 2 no backup was made, or wrong usage
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { backUp } from "../lib/backup/backup";
import { services } from "../lib/services";
import { ownVersion, printProgress, sizeInWords } from "./local/backup-words";
import { loadEnv } from "./local/env";
import { messageOf } from "./local/steps";

const USAGE = `Usage: npm run backup -- FOLDER [--keep N]
  --keep N   keep the newest N backups in FOLDER, this one counted, and remove the others`;

function parse() {
  try {
    return parseArgs({ allowPositionals: true, options: { keep: { type: "string" } } });
  } catch {
    throw new Error(USAGE);
  }
}

function readArguments() {
  const { values, positionals } = parse();
  const [parent] = positionals;
  if (!parent || positionals.length > 1 || (values.keep && !/^[1-9]\d{0,4}$/.test(values.keep))) throw new Error(USAGE);
  return { parent: resolve(parent), keep: values.keep ? Number(values.keep) : undefined };
}

async function main(): Promise<void> {
  const { parent, keep } = readArguments();
  Object.assign(process.env, loadEnv());
  const { db, store, secretFingerprint } = services();
  const deps = { databaseUrl: db.directUrl, store, secretFingerprint, version: ownVersion() };
  const { folder, files, dropped, heldBack } = await backUp(deps, { parent, keep, onProgress: printProgress() });
  for (const each of dropped) console.log(`Removed ${each}.`);
  console.log(`Backed up to ${folder}: ${files.count} files, ${sizeInWords(files.bytes)}, of which ${files.copied} were copied.`);
  if (heldBack) console.error(`No older backup was removed: ${heldBack}.`);
  if (heldBack || files.missingCount) process.exitCode = 1;
  for (const key of files.missing) console.error(`The store does not have ${key} as its row says.`);
  if (files.missingCount) console.error(`${files.missingCount} files are missing in the store, and in this backup.`);
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 2;
});
