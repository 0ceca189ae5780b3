// Makes the files of a draft those of an archive, in as few calls as possible, since each call makes a version of the item.
import type { AnswerOf, Client } from "../api-client/client";
import { sourceBody } from "../api-client/file-body";
import type { SourceFile } from "../api-client/source-file";
import { ArchiveError } from "./archive-error";
import { finding } from "./findings";
import type { PlannedFile } from "./plan";
import { sha256Of } from "./source";

export type StoredFile = AnswerOf<"POST /api/items/{itemId}/files">;

type Wanted = PlannedFile & { sha256: string };

/** A file may be part of many versions; it is hashed once. */
const hashes = new WeakMap<SourceFile, string>();

export async function hashOf(file: SourceFile): Promise<string> {
  const sha256 = hashes.get(file) ?? (await sha256Of(file));
  hashes.set(file, sha256);
  return sha256;
}

async function withHash(file: PlannedFile): Promise<Wanted> {
  const sha256 = await hashOf(file.source);
  if (file.sha256 !== undefined && file.sha256 !== sha256) throw new ArchiveError(finding("file_changed", { name: file.name }));
  return { ...file, sha256 };
}

async function withHashes(files: PlannedFile[]): Promise<Wanted[]> {
  const wanted: Wanted[] = [];
  for (const file of files) wanted.push(await withHash(file));
  return wanted;
}

const keyOf = ({ name, sha256 }: { name: string; sha256: string }) => `${sha256} ${name}`;
const areSame = (a: { name: string; sha256: string }[], b: { name: string; sha256: string }[]) =>
  a.map(keyOf).join("\n") === b.map(keyOf).join("\n");

/** True if the archive does not list files. */
export async function hasSameFiles(stored: StoredFile[], files: PlannedFile[] | undefined): Promise<boolean> {
  return !files || areSame(stored, await withHashes(files));
}

/** By id, the new name of each stored file that is not wanted under its own name but has the bytes of a file that is lacking. */
function pairRenames(lacking: Wanted[], surplus: StoredFile[], stored: StoredFile[]): Map<string, string> {
  const left = [...surplus];
  const pairs = new Map<string, string>();
  for (const { name, sha256 } of lacking) {
    const at = left.findIndex((file) => file.sha256 === sha256);
    const [file] = at >= 0 && !stored.some((each) => each.name === name) ? left.splice(at, 1) : [];
    if (file) pairs.set(file.id, name);
  }
  return pairs;
}

async function upload({ call }: Client, itemId: string, { name, sha256, source }: Wanted): Promise<StoredFile> {
  const file = sourceBody(source, sha256);
  const stored = await call("POST /api/items/{itemId}/files", { params: { itemId }, query: { name }, file });
  if (stored.sha256 !== sha256) throw new ArchiveError(finding("file_arrived_changed", { name }));
  return stored;
}

/** Returns whether anything had to change. */
export async function syncFiles(
  api: Client,
  { id, files: stored }: { id: string; files: StoredFile[] },
  files: PlannedFile[] | undefined,
): Promise<boolean> {
  if (!files) return false;
  const wanted = await withHashes(files);
  if (areSame(stored, wanted)) return false;
  const [want, have] = [new Set(wanted.map(keyOf)), new Set(stored.map(keyOf))];
  const surplus = stored.filter((file) => !want.has(keyOf(file)));
  const lacking = wanted.filter((file) => !have.has(keyOf(file)));
  const renames = pairRenames(lacking, surplus, stored);
  const now: StoredFile[] = [];
  for (const file of stored) {
    const name = renames.get(file.id) ?? file.name;
    const params = { itemId: id, fileId: file.id };
    if (renames.has(file.id)) await api.call("PATCH /api/items/{itemId}/files/{fileId}", { params, body: { name } });
    else if (!want.has(keyOf(file))) await api.call("DELETE /api/items/{itemId}/files/{fileId}", { params });
    if (want.has(keyOf({ ...file, name }))) now.push({ ...file, name });
  }
  const isThere = new Set(now.map(keyOf));
  for (const file of wanted) if (!isThere.has(keyOf(file))) now.push(await upload(api, id, file));
  if (areSame(now, wanted)) return true;
  const ids = new Map(now.map((file) => [keyOf(file), file.id]));
  const fileIds = wanted.flatMap((file) => ids.get(keyOf(file)) ?? []);
  await api.call("PUT /api/items/{itemId}/files", { params: { itemId: id }, body: { fileIds } });
  return true;
}
