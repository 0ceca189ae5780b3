// Which of the files are items, and what belongs to each: `item.md` (ours) and `index.md` (Hugo's) speak for their folder, whose
// `files/` are sold and whose `versions/` are its history; any other Markdown file is an item by itself.

import type { SourceFile } from "../api-client/source-file";
import { AVATAR, MANIFEST, PROFILE, README, SALES } from "./form";
import { isPictureFile } from "./pictures";
import { isHousekeeping } from "./source";

export interface Bundle {
  text: SourceFile;
  /** What is sold, by its path below the item's folder. */
  files: Map<string, SourceFile>;
  /** Earlier versions, oldest first. */
  versions: SourceFile[];
  cover: SourceFile | undefined;
}

export interface Layout {
  bundles: Bundle[];
  manifest: SourceFile | undefined;
  /** Pictures that are no cover and not sold: texts may show them. */
  pictures: SourceFile[];
  /** Paths of files that no item takes. */
  unused: string[];
}

const isMarkdown = (path: string) => /\.(?:md|markdown)$/i.test(path);
const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/") + 1);
const baseOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
const speaksForFolder = (path: string) => /^(?:item|index)\.(?:md|markdown)$/i.test(baseOf(path));
const isReadme = (path: string) => /^readme(?:\.|$)/i.test(baseOf(path));
const known = new Set([README, PROFILE, MANIFEST, SALES, AVATAR]);

/** An archive that was unpacked and packed again often lies in one folder more. */
function withoutWrapping(files: SourceFile[]): SourceFile[] {
  const [first] = files;
  const folder = first ? first.path.slice(0, first.path.indexOf("/") + 1) : "";
  if (!folder || folder === "items/" || !files.every(({ path }) => path.startsWith(folder))) return files;
  const inner = files.map((file) => ({ ...file, path: file.path.slice(folder.length) }));
  // A single item's own folder gives it its name.
  return inner.some(({ path }) => speaksForFolder(path) && !path.includes("/")) ? files : withoutWrapping(inner);
}

const numberOf = (path: string) => Number(/(\d+)\.(?:md|markdown)$/i.exec(path)?.[1] ?? 0);

const isCover = (path: string) => /^cover\.(?:webp|png|jpe?g|gif)$/i.test(path);

function bundleOf(text: SourceFile, owned: SourceFile[]): Bundle {
  const folder = folderOf(text.path);
  const inner = owned.map((file) => [file.path.slice(folder.length), file] as const);
  const versions = inner.filter(([path]) => /^versions\/\d+\.(?:md|markdown)$/i.test(path));
  const sold = inner.filter(([path]) => /^(?:versions\/)?files\//.test(path));
  return {
    text,
    files: new Map(sold),
    cover: inner.find(([path]) => isCover(path))?.[1],
    versions: versions.map(([, file]) => file).sort((a, b) => numberOf(a.path) - numberOf(b.path)),
  };
}

export function layOut(all: SourceFile[]): Layout {
  const files = withoutWrapping(all.filter(({ path }) => !isHousekeeping(path)));
  const folders = new Map(files.filter(({ path }) => speaksForFolder(path)).map((text) => [folderOf(text.path), text]));
  const owned = new Map<string, SourceFile[]>();
  const rest: SourceFile[] = [];
  for (const file of files) {
    const folder = ownerOf(file.path, folders);
    if (folder === undefined) rest.push(file);
    else owned.set(folder, [...(owned.get(folder) ?? []), file]);
  }
  const texts = rest.filter(({ path }) => isMarkdown(path) && !isReadme(path));
  const used = new Set([...texts.map(({ path }) => path), ...known]);
  return {
    bundles: texts.map((text) => bundleOf(text, speaksForFolder(text.path) ? (owned.get(folderOf(text.path)) ?? []) : [])),
    manifest: rest.find(({ path }) => path === MANIFEST),
    pictures: rest.filter(({ path }) => isPictureFile(path)),
    unused: rest.map(({ path }) => path).filter((path) => !used.has(path)),
  };
}

/** The folder of the item in whose `files/` or `versions/` a path lies, or whose cover it is. */
function ownerOf(path: string, folders: Map<string, SourceFile>): string | undefined {
  for (const { index } of path.matchAll(/(?<=^|\/)(?:files|versions)\//g)) {
    const folder = path.slice(0, index);
    if (folders.has(folder)) return folder;
  }
  return isCover(baseOf(path)) && folders.has(folderOf(path)) ? folderOf(path) : undefined;
}
