// Exports all of a creator's data as one archive that can be imported again: texts with all versions, files, profile, sales.
import { setImmediate as others } from "node:timers/promises";
import { mapAddresses } from "../archive/addresses";
import { dividerFor, writeBody } from "../archive/body";
import {
  ARCHIVE_FORM,
  ARCHIVE_VERSION,
  AVATAR,
  COVER,
  DIVIDER,
  type FileLine,
  itemFolder,
  PROFILE,
  picturePathOf,
  README,
  SALES,
} from "../archive/form";
import { writeFrontMatter } from "../archive/front-matter";
import type { Db } from "../db/client";
import { salesCsv } from "../earnings/sales-csv";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { toDecimal } from "../kernel/money";
import { portableName, portableNames } from "../kernel/portable-names";
import { pictureOf, picturesNamed } from "../markdown/pictures";
import type { ContentStore } from "../storage/content-store";
import { type ArchiveWriter, streamArchive } from "./archive-writer";
import { readme } from "./readme";
import {
  findPictureKey,
  listPictureKeys,
  listVersionsAt,
  readVersion,
  type Snapshot,
  type SnapshotItem,
  type SnapshotVersion,
  takeSnapshot,
} from "./snapshot";

interface Deps {
  db: Db;
  clock: Clock;
  store: ContentStore;
  origin: string;
  log: { failure(what: string, error: unknown): void };
}

type StoredFile = SnapshotVersion["files"][number];

/** The names of the draft's files by id, as every system unpacks them; the text says what each is called. */
type DraftNames = ReadonlyMap<string, string>;

/** Path of a file below its item. Files that only earlier versions have are kept apart, under names that cannot collide. */
function pathOf({ id, sha256, name }: StoredFile, draftNames: DraftNames): string {
  const inDraft = draftNames.get(id);
  return inDraft === undefined ? `versions/files/${portableName(`${sha256.slice(0, 12)}-${name}`)}` : `files/${inDraft}`;
}

function lineOf(file: StoredFile, draftNames: DraftNames): FileLine {
  const { name, bytes, sha256, mediaType } = file;
  return { path: pathOf(file, draftNames), name, bytes: bytes.toString(), sha256, mediaType };
}

/** What of an item its texts refer to. */
interface Beside {
  draftNames: DraftNames;
  /** Storage keys of its pictures, by their names in the texts. */
  pictures: ReadonlyMap<string, string>;
  /** The pictures that were named so far. */
  shown: Set<string>;
}

/**
 * The text with its pictures where they lie in the archive, `up` from the text. All that it names come along, also those whose name stays:
 * an import finds them by it.
 */
function withPictureFiles(text: string, { pictures, shown }: Beside, up: string): string {
  const named = picturesNamed(text).filter((sha256) => pictures.has(sha256));
  for (const sha256 of named) shown.add(sha256);
  if (named.length === 0) return text;
  return mapAddresses(text, (address) => {
    const sha256 = pictureOf(address);
    return sha256 && pictures.has(sha256) ? up + picturePathOf(sha256) : undefined;
  });
}

function textOf(item: SnapshotItem, version: SnapshotVersion, more: Record<string, unknown>, beside: Beside, up = ""): string {
  const { draftNames } = beside;
  const { title, dek, number, sha256, savedAt } = version;
  const parts = {
    preview: withPictureFiles(version.preview, beside, up),
    content: withPictureFiles(version.content, beside, up),
  };
  const divider = dividerFor(parts.preview);
  const matter = {
    id: item.id,
    kind: item.kind,
    title,
    dek,
    slug: item.slug,
    price: toDecimal(item.amount),
    ...more,
    version: String(number),
    savedAt: savedAt.toISOString(),
    sha256,
    divider: divider === DIVIDER ? undefined : divider,
    files: item.kind === "file" ? version.files.map((file) => lineOf(file, draftNames)) : undefined,
  };
  return writeFrontMatter(matter) + writeBody(parts, divider);
}

function factsOf(item: SnapshotItem, publishedVersion: number | undefined): Record<string, unknown> {
  const { status, tags, createdAt, publishedAt, scheduledFor, scheduledListed } = item;
  const schedule = scheduledFor ? { scheduledFor: scheduledFor.toISOString(), scheduledListed: String(scheduledListed) } : {};
  return {
    status,
    tags,
    createdAt: createdAt.toISOString(),
    publishedAt: publishedAt?.toISOString(),
    ...schedule,
    coverAlt: item.coverAlt || undefined,
    publishedVersion: publishedVersion === undefined ? undefined : String(publishedVersion),
  };
}

async function addFile({ store, log }: Deps, writer: ArchiveWriter, path: string, storageKey: string): Promise<void> {
  const source = await store.open(storageKey).catch((error: unknown) => {
    log.failure(`export: reading ${storageKey}`, error);
    writer.noteMissing(path, "The server could not read it.");
  });
  if (source) await writer.addFile(path, source);
}

async function addItem(deps: Deps, writer: ArchiveWriter, item: SnapshotItem, takenAt: Date): Promise<void> {
  if (!item.draftVersionId) return;
  const folder = itemFolder(portableName(item.slug));
  const versions = await listVersionsAt(deps, item.id, takenAt);
  const draft = await readVersion(deps, item.draftVersionId);
  const names = portableNames(draft.files.map(({ name }) => name));
  const draftNames = new Map(draft.files.map(({ id, name }, index) => [id, names[index] ?? name]));
  const beside = { draftNames, pictures: await listPictureKeys(deps, item.id), shown: new Set<string>() };
  const published = versions.find(({ id }) => id === item.publishedVersionId)?.number;
  await writer.addText(`${folder}/item.md`, textOf(item, draft, factsOf(item, published), beside));
  const files = new Map(draft.files.map((file) => [pathOf(file, draftNames), file]));
  for (const { id } of versions) {
    const version = id === item.draftVersionId ? draft : await readVersion(deps, id);
    await others();
    for (const file of version.files) files.set(pathOf(file, draftNames), file);
    const publishedAt = version.publishedAt?.toISOString();
    await writer.addText(`${folder}/versions/${version.number}.md`, textOf(item, version, { publishedAt }, beside, "../"));
  }
  for (const [path, { storageKey }] of files) await addFile(deps, writer, `${folder}/${path}`, storageKey);
  for (const sha256 of beside.shown)
    await addFile(deps, writer, `${folder}/${picturePathOf(sha256)}`, beside.pictures.get(sha256) ?? "");
  const cover = await findPictureKey(deps, item.coverId);
  if (cover) await addFile(deps, writer, `${folder}/${COVER}`, cover);
}

async function fill(deps: Deps, writer: ArchiveWriter, { takenAt, creator, items }: Snapshot): Promise<void> {
  const { id: _id, avatarId, ...profile } = creator;
  const avatar = await findPictureKey(deps, avatarId);
  await writer.addText(README, readme(creator.handle, deps.origin, takenAt));
  await writer.addText(PROFILE, `${JSON.stringify(profile, null, 2)}\n`);
  if (avatar) await addFile(deps, writer, AVATAR, avatar);
  await writer.addPieces(SALES, salesCsv(deps, creator.wallet));
  for (const item of items) await addItem(deps, writer, item, takenAt);
}

/** Throws `not_allowed` for a wallet without a creator; a later failure breaks the stream off. */
export async function exportShop(deps: Deps, wallet: Address) {
  const snapshot = await takeSnapshot(deps, wallet);
  const { takenAt, creator } = snapshot;
  const facts = {
    form: ARCHIVE_FORM,
    version: ARCHIVE_VERSION,
    origin: deps.origin,
    handle: creator.handle,
    takenAt: takenAt.toISOString(),
  };
  const body = streamArchive(
    facts,
    (writer) => fill(deps, writer, snapshot),
    (error) => deps.log.failure("export", error),
  );
  return { body, fileName: `${creator.handle}-${takenAt.toISOString().slice(0, 10)}.zip` };
}
