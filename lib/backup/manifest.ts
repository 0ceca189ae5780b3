// A backup is a folder that is named after its time and whole once it has a manifest. The backups of one shop share the stored bytes,
// which never change:
//   FOLDER/2026-11-30T16-40-02.123Z-v0.1.0/   manifest.json, tables/NAME.copy.gz, files.gz
//   FOLDER/files/ab/ab12…                     the bytes, by storage key
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { writeDurably } from "./write-durably";

const MANIFEST = "manifest.json";
const FOLDER_NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-v[\w.-]+$/;
/** Names become paths and parts of statements. */
const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();

const table = z.object({
  name,
  columns: z.array(name).min(1),
  rows: count,
  /** Of the compressed file. */
  sha256,
});
export type TableEntry = z.infer<typeof table>;

const sequence = z.object({ name, lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() });
export type SequenceEntry = z.infer<typeof sequence>;

const schema = z.object({
  format: z.literal(1, "is of another version of Pennypost"),
  /** Pennypost's. */
  version: z.string(),
  /** When its rows were read. */
  at: z.iso.datetime(),
  /** The shop's id. */
  shop: z.uuid(),
  /** Of SERVER_SECRET. */
  secret: z.string(),
  /** What was applied, in the order of their names. */
  migrations: z.array(z.string().regex(/^\w+$/)).min(1),
  tables: z.array(table).min(1),
  sequences: z.array(sequence),
  files: z.object({
    count,
    bytes: z.string().regex(/^\d+$/),
    /** Of these, the ones that the store did not have as its rows say. */
    missing: count,
    /** Of the list in files.gz. */
    sha256,
  }),
});
export type Manifest = z.infer<typeof schema>;

export const folderNameOf = (at: Date, version: string) => `${at.toISOString().replaceAll(":", "-")}-v${version}`;
export const manifestPath = (folder: string) => join(folder, MANIFEST);
export const tablePath = (folder: string, table: string) => join(folder, "tables", `${table}.copy.gz`);
export const listPath = (folder: string) => join(folder, "files.gz");
/** Only while a backup is made: what its rows name, of which its list is made. */
export const namedPath = (folder: string) => join(folder, "named.gz");
/** Where the bytes of a backup lie, beside it. */
export const filesFolderOf = (folder: string) => join(dirname(folder), "files");

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeDurably(manifestPath(folder), [Buffer.from(`${JSON.stringify(schema.parse(manifest), null, 2)}\n`)]);
}

/** Throws for a folder that is no whole backup. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(manifestPath(folder), "utf8").catch(() => null);
  if (text === null) throw new Error(`${folder} is no whole backup: it has no ${MANIFEST}.`);
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`${manifestPath(folder)} cannot be read: ${why}`);
  }
}

export interface Found {
  folder: string;
  /** Null for what a backup that broke off has left. */
  manifest: Manifest | null;
}

/** All backups in a folder, the oldest first. Throws where one has a manifest that cannot be read. */
export async function listBackups(parent: string): Promise<Found[]> {
  const names = (await readdir(parent)).filter((each) => FOLDER_NAME.test(each)).sort();
  return Promise.all(
    names.map(async (each) => {
      const folder = join(parent, each);
      const isWhole = (await readdir(folder)).includes(MANIFEST);
      return { folder, manifest: isWhole ? await readManifest(folder) : null };
    }),
  );
}

export interface Whole extends Found {
  manifest: Manifest;
}

export const isWhole = (found: Found): found is Whole => found.manifest !== null;
