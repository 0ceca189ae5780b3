// Reads prisma/seed/content: its README says how the folder is laid out.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readItem } from "../../lib/archive/read-item";
import { type ProfileInput, profileSchema } from "../../lib/catalog/creators/schemas";
import { type CreateItemInput, createItemSchema } from "../../lib/catalog/items/schemas";

const root = join(import.meta.dirname, "content");

export interface SeedItem {
  input: CreateItemInput & { slug: string };
  files: { name: string; path: string }[];
}

export interface SeedCreator {
  profile: ProfileInput;
  /** Index of the local chain's account that is paid. */
  account: number;
  items: SeedItem[];
}

function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readFiles(folder: string, kind: string | undefined): SeedItem["files"] {
  if (kind !== "file") return [];
  return readdirSync(join(folder, "files"))
    .sort()
    .map((name) => ({ name, path: join(folder, "files", name) }));
}

/** In the same form as an import takes. */
function readSeedItem(folder: string, slug: string): SeedItem {
  const text = readFileSync(join(folder, "item.md"), "utf8");
  const { kind, title, dek, price, tags, preview, content, problems } = readItem(text, `${slug}/item.md`, { hasFiles: false });
  if (problems.length) throw new Error(`${slug}: ${JSON.stringify(problems)}`);
  const input = createItemSchema.parse({ kind, title, dek, price, slug, tags, preview, content });
  return { input: { ...input, slug }, files: readFiles(folder, kind) };
}

export function readContent(): SeedCreator[] {
  return foldersIn(root).map((handle) => {
    const folder = join(root, handle);
    const { account, ...profile } = JSON.parse(readFileSync(join(folder, "creator.json"), "utf8"));
    const items = foldersIn(folder).map((slug) => readSeedItem(join(folder, slug), slug));
    return { profile: profileSchema.parse(profile), account, items };
  });
}
