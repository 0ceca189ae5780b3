// Reads prisma/seed/content: its README says how the folder is laid out.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CreateItemInput, createItemSchema, type ProfileInput, profileSchema } from "../../lib/catalog/schemas";

const root = join(import.meta.dirname, "content");
const DIVIDER = /^<!-- paid -->$/m;

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

function frontMatter(lines: string): Record<string, string> {
  return Object.fromEntries(
    lines.split("\n").map((line) => {
      const at = line.indexOf(": ");
      return [line.slice(0, at), line.slice(at + 2)];
    }),
  );
}

function readFiles(folder: string, kind: string | undefined): SeedItem["files"] {
  if (kind !== "file") return [];
  return readdirSync(join(folder, "files"))
    .sort()
    .map((name) => ({ name, path: join(folder, "files", name) }));
}

function readItem(folder: string, slug: string): SeedItem {
  const [, matter = "", body = ""] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(folder, "item.md"), "utf8")) ?? [];
  const { title, dek, kind, price, tags = "" } = frontMatter(matter);
  const [preview = "", content = ""] = body.split(DIVIDER).map((part) => part.trim());
  const tagList = tags.split(",").map((tag) => tag.trim());
  const input = createItemSchema.parse({ title, dek, kind, price, slug, tags: tagList, preview, content });
  return { input: { ...input, slug }, files: readFiles(folder, kind) };
}

export function readContent(): SeedCreator[] {
  return foldersIn(root).map((handle) => {
    const folder = join(root, handle);
    const { account, ...profile } = JSON.parse(readFileSync(join(folder, "creator.json"), "utf8"));
    const items = foldersIn(folder).map((slug) => readItem(join(folder, slug), slug));
    return { profile: profileSchema.parse(profile), account, items };
  });
}
