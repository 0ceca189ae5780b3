// Exports of other programs (Ghost, WordPress, Substack, Medium) inside a source, as the Markdown files that they would be. Bounded in
// size and number; what cannot be read is left out and told.
import type { SourceFile } from "../api-client/source-file";
import { contentBytesMax, previewBytesMax } from "../catalog/limits";
import { ArchiveError, findingOf } from "./archive-error";
import { decodeText } from "./decode-text";
import { finding } from "./findings";
import { readGhost } from "./foreign-ghost";
import { type ForeignPiece, madeText } from "./foreign-made-text";
import { isMedium, mediumPiece } from "./foreign-medium";
import { readSubstack, type SubstackPost, substackPiece } from "./foreign-substack";
import { isWordPress, readWordPress } from "./foreign-wordpress";
import { isHousekeeping, readBytes, type Source } from "./source";

const exportBytesMax = 64 * 1024 ** 2;
const pageBytesMax = 2 * (contentBytesMax + previewBytesMax);
const piecesMax = 20_000;

const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/") + 1);
const baseOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
const textOf = async (file: SourceFile, bytesMax: number) => decodeText(await readBytes(file, bytesMax));

/** Adds a piece; one that cannot be made is refused. */
function add(source: Source, path: string, make: () => ForeignPiece): void {
  if (source.files.length >= piecesMax) throw new ArchiveError(finding("too_many_entries", { max: piecesMax }));
  try {
    source.files.push(madeText(folderOf(path), make()));
  } catch (error) {
    source.refused.push({ path, reason: findingOf(error, "unreadable") });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readExport(path: string, text: string): ReturnType<typeof readGhost> {
  if (/\.json$/i.test(path)) return readGhost(parseJson(text));
  return isWordPress(text) ? readWordPress(text) : undefined;
}

/** A file that holds a whole shop. False for any other. */
async function expandWhole(file: SourceFile, made: Source): Promise<boolean> {
  const found = readExport(file.path, await textOf(file, exportBytesMax).catch(() => ""));
  if (!found) return false;
  for (const piece of found.pieces) add(made, file.path, piece);
  if (found.others) made.refused.push({ path: file.path, reason: finding("other_kinds", { count: found.others }) });
  return true;
}

/** The posts of each posts.csv, by the path of their page. */
async function listSubstack(files: SourceFile[]): Promise<Map<string, SubstackPost>> {
  const byPath = new Map<string, SubstackPost>();
  for (const file of files.filter(({ path }) => baseOf(path) === "posts.csv")) {
    const posts = readSubstack(await textOf(file, exportBytesMax).catch(() => ""));
    for (const post of posts ?? []) byPath.set(`${folderOf(file.path)}posts/${post.post_id}.html`.normalize("NFC"), post);
  }
  return byPath;
}

/** A page that is one post. False for any other. */
async function expandPage(file: SourceFile, post: SubstackPost | undefined, made: Source): Promise<boolean> {
  try {
    const html = await textOf(file, pageBytesMax);
    if (!post && !isMedium(html)) return false;
    add(made, file.path, () => (post ? substackPiece(post, html) : mediumPiece(html, baseOf(file.path))));
  } catch (error) {
    made.refused.push({ path: file.path, reason: findingOf(error, "unreadable") });
  }
  return true;
}

/** The source with its foreign exports as Markdown; others stay as they are. */
export async function expandForeign(source: Source): Promise<Source> {
  const isOurs = source.files.some(({ path }) => /(?:^|\/)items\/[^/]+\/item\.md$/.test(path));
  if (isOurs) return source;
  const made: Source = { files: [], refused: [] };
  const taken = new Set<SourceFile>();
  const posts = await listSubstack(source.files);
  for (const file of source.files.filter(({ path }) => !isHousekeeping(path))) {
    const isWhole = /\.(?:json|xml)$/i.test(file.path) && (await expandWhole(file, made));
    const isPage = /(?:^|\/)posts\/[^/]+\.html$/i.test(file.path) && (await expandPage(file, posts.get(file.path), made));
    if (isWhole || isPage || (posts.size && baseOf(file.path) === "posts.csv")) taken.add(file);
  }
  if (taken.size === 0) return source;
  const rest = source.files.filter((file) => !taken.has(file));
  return { files: [...made.files, ...rest], refused: [...source.refused, ...made.refused] };
}
