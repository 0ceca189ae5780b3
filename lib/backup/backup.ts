// Backs a shop up: rows first, all as of one moment, and then the stored bytes that they name, which nobody removes for a week after
// a row gave them up. The manifest comes last, and makes it a backup.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import type { ContentStore } from "../storage/content-store";
import { isAlive, onConnection, tryLock } from "./connection-queries";
import { dropOlder, isListRight } from "./drop-older";
import { type Found, folderNameOf, isWhole, listBackups, listPath, type Manifest, type Whole, writeManifest } from "./manifest";
import type { OnProgress } from "./progress";
import { type SavedFiles, saveFiles } from "./save-files";
import { type Moment, takeSnapshot } from "./take-snapshot";

export interface BackupDeps {
  /** PostgreSQL itself. */
  databaseUrl: string;
  store: Pick<ContentStore, "open" | "size">;
  /** Tells backups of another SERVER_SECRET apart. */
  secretFingerprint: string;
  /** Pennypost's. */
  version: string;
}

export interface BackupOptions {
  /** Where backups lie. */
  parent: string;
  /** How many whole backups stay, this one counted; all, if absent. */
  keep?: number | undefined;
  onProgress: OnProgress;
}

export interface BackupReport {
  folder: string;
  manifest: Manifest;
  files: SavedFiles;
  /** The backups that were removed. */
  dropped: string[];
  /** Why older ones were not removed, though they were to be. */
  heldBack: string | null;
}

/** Throws, and leaves what was there as it was, if the backup is not whole. One of a shop at a time. */
export function backUp(deps: BackupDeps, options: BackupOptions): Promise<BackupReport> {
  const { parent } = options;
  return onConnection(deps.databaseUrl, async (client) => {
    if (!(await tryLock(client, "pennypost:backup"))) throw new Error("Another backup of this shop is under way.");
    await mkdir(parent, { recursive: true, mode: 0o700 });
    const made = await makeBackup(deps, options, client);
    return { ...made, ...(await dropSafely(client, options, made)) };
  });
}

type Dropped = Pick<BackupReport, "dropped" | "heldBack">;
type Made = Omit<BackupReport, keyof Dropped>;

async function makeBackup(deps: BackupDeps, { parent, onProgress }: BackupOptions, client: pg.Client): Promise<Made> {
  const { version, secretFingerprint: secret, store } = deps;
  const earlier = (await listBackups(parent)).filter(isWhole);
  const previousList = await findUsable(earlier.at(-1));
  const created: { folder?: string } = {};
  const open = async ({ at, shop }: Moment) => {
    requireOwn(earlier, shop);
    const folder = join(parent, folderNameOf(at, version));
    await mkdir(folder, { mode: 0o700 });
    created.folder = folder;
    return folder;
  };
  try {
    const { folder, at, shop, named, ...rows } = await takeSnapshot(client, open, onProgress);
    const files = await saveFiles({ store, folder, previousList }, named, onProgress);
    const { count, bytes, missingCount: missing, sha256 } = files;
    const about = { format: 1 as const, version, at: at.toISOString(), shop, secret };
    const manifest: Manifest = { ...about, ...rows, files: { count, bytes: String(bytes), missing, sha256 } };
    await writeManifest(folder, manifest);
    return { folder, manifest, files };
  } catch (error) {
    // Stored bytes that were copied stay for the next one.
    if (created.folder) await rm(created.folder, { recursive: true, force: true });
    throw error;
  }
}

/** A damaged list says nothing; the files are then read to know what they hash to. */
const findUsable = async (previous: Whole | undefined) =>
  previous && (await isListRight(previous)) ? listPath(previous.folder) : null;

function requireOwn(earlier: Found[], shop: string): void {
  const other = earlier.find(({ manifest }) => manifest && manifest.shop !== shop);
  if (!other) return;
  throw new Error(
    `${other.folder} is a backup of shop ${other.manifest?.shop}, and this is shop ${shop}: choose another folder.`,
  );
}

/** Nothing is removed once the lock may be somebody else's, nor while an older backup may be the last that has some file. */
async function dropSafely(client: pg.Client, { parent, keep }: BackupOptions, { files }: Made): Promise<Dropped> {
  if (keep === undefined) return { dropped: [], heldBack: null };
  if (files.missingCount > 0) return { dropped: [], heldBack: "files are missing, which an older one may have" };
  if (!(await isAlive(client))) return { dropped: [], heldBack: "the connection to the database ended" };
  return dropOlder(parent, keep);
}
