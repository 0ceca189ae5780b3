// The plan of an import, made before anything is sent: reads every text and finds its files, and reports what is wrong with them.

import type { SourceFile } from "../api-client/source-file";
import { fileNameSchema } from "../catalog/files/schemas";
import { contentBytesMax, previewBytesMax } from "../catalog/limits";
import { fieldIssuesOf } from "../kernel/field-issues";
import { ArchiveError, findingOf } from "./archive-error";
import { decodeText } from "./decode-text";
import { type ArchiveFinding, finding } from "./findings";
import { expandForeign } from "./foreign-expand";
import { ARCHIVE_FORM, ARCHIVE_VERSION, type FileLine, type Manifest } from "./form";
import { type Bundle, layOut } from "./layout";
import { type FoundPictures, findPictures, PictureIndex } from "./pictures";
import { type Defaults, type ReadItem, readItem, wordsOf } from "./read-item";
import { readBytes, type Source } from "./source";

const textBytesMax = 2 * (contentBytesMax + previewBytesMax);
const manifestBytesMax = 64 * 1024 ** 2;

export interface PlannedFile {
  name: string;
  /** The hash that the archive states. */
  sha256: string | undefined;
  source: SourceFile;
}

/** A state of an item's draft. `files` is undefined if the archive does not list them. */
export interface PlannedState {
  title: string;
  dek: string;
  preview: string;
  content: string;
  files: PlannedFile[] | undefined;
  /** Pictures of the texts, by the addresses that these write. */
  pictures: Map<string, SourceFile>;
  /** Whether readers saw this state. */
  wasPublished: boolean;
}

export interface PlannedItem {
  /** Of its text. */
  path: string;
  /** Without its text, which `readStates` reads again when the item is imported: a shop need not fit into memory. */
  item: Omit<ReadItem, "preview" | "content"> | undefined;
  /** Oldest first; the last is the draft. */
  readStates(): Promise<PlannedState[]>;
  cover: SourceFile | undefined;
  words: { free: number; paid: number };
  fileCount: number;
  fileBytes: number;
  /** Paths of the pictures that its texts show. */
  pictures: Set<string>;
  /** Any of these keeps the item out. */
  problems: ArchiveFinding[];
  notes: ArchiveFinding[];
}

export interface Plan {
  items: PlannedItem[];
  unused: string[];
  refused: Source["refused"];
}

/** The files that a text lists, or else those in its folder. */
function filesFor(
  lines: FileLine[] | undefined,
  { files }: Bundle,
): { files: PlannedFile[] | undefined; problems: ArchiveFinding[] } {
  const beside = [...files].filter(([path]) => path.startsWith("files/")).sort(([a], [b]) => (a < b ? -1 : 1));
  const wanted = lines ?? beside.map(([path]) => ({ path, name: path.slice(path.lastIndexOf("/") + 1), sha256: undefined }));
  const found: PlannedFile[] = [];
  const problems: ArchiveFinding[] = [];
  for (const { path, name, sha256 } of wanted) {
    const source = files.get(path);
    const { error } = fileNameSchema.safeParse(name);
    const issue = error && fieldIssuesOf(error)[0];
    if (!source) problems.push(finding("file_missing", { path: path.slice(0, 200) }));
    else if (issue) problems.push(finding("file_name_refused", { name: name.slice(0, 200), issue }));
    else if (source.bytes === 0) problems.push(finding("file_empty", { name }));
    else found.push({ name, sha256, source });
  }
  if (new Set(found.map(({ name }) => name)).size < found.length) problems.push(finding("file_names_equal"));
  return { files: lines || beside.length ? found : undefined, problems };
}

async function read(file: SourceFile, defaults: Defaults): Promise<ReadItem> {
  return readItem(decodeText(await readBytes(file, textBytesMax)), file.path, defaults);
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/") + 1);

/** `file`: where the text lies. */
function stateOf(item: ReadItem, bundle: Bundle, publishedVersion: number | undefined, file: SourceFile, index: PictureIndex) {
  const { title, dek, preview, content, number } = item;
  const { files, problems } = item.kind === "file" ? filesFor(item.files, bundle) : { files: undefined, problems: [] };
  const wasPublished = publishedVersion !== undefined && number === publishedVersion;
  const found = findPictures(item, folderOf(file.path), index);
  const state: PlannedState = { title, dek, preview, content, files, pictures: found.pictures, wasPublished };
  return { state, problems, notes: pictureNotes(found) };
}

/** What a person should know of a text's pictures. */
function pictureNotes({ pictures, elsewhere, leftOut }: FoundPictures): ArchiveFinding[] {
  const along = new Set(pictures.values()).size;
  return [
    ...(along ? [finding("pictures_along", { count: along })] : []),
    ...(elsewhere ? [finding("pictures_elsewhere", { count: elsewhere })] : []),
    ...(leftOut ? [finding("pictures_left_out", { count: leftOut })] : []),
  ];
}

/** Versions before the draft. One that cannot be read is left out, with a note. */
async function historyOf(
  bundle: Bundle,
  draft: ReadItem,
  index: PictureIndex,
): Promise<{ states: PlannedState[]; notes: ArchiveFinding[] }> {
  const states: PlannedState[] = [];
  const notes: ArchiveFinding[] = [];
  for (const file of bundle.versions) {
    try {
      const version = await read(file, { price: draft.price, hasFiles: draft.kind === "file" });
      if (version.number === draft.number) continue;
      const { state, problems } = stateOf({ ...version, kind: draft.kind }, bundle, draft.publishedVersion, file, index);
      const [problem] = [...version.problems, ...problems];
      if (problem) throw new ArchiveError(problem);
      states.push(state);
    } catch (error) {
      const name = file.path.slice(file.path.lastIndexOf("/") + 1);
      notes.push(finding("version_left_out", { name, cause: findingOf(error, "unreadable") }));
    }
  }
  return { states, notes };
}

type PlanOptions = Pick<Defaults, "price" | "isVault"> & { index: PictureIndex };

/** The item and its states, read from the archive. */
async function readBundle(bundle: Bundle, options: PlanOptions) {
  const hasFiles = [...bundle.files.keys()].some((path) => path.startsWith("files/"));
  const item = await read(bundle.text, { ...options, hasFiles });
  const { state, problems, notes } = stateOf(item, bundle, item.publishedVersion, bundle.text, options.index);
  const history = await historyOf(bundle, item, options.index);
  return { item, state, problems, notes, history, states: [...history.states, state] };
}

async function planItem(bundle: Bundle, options: PlanOptions): Promise<PlannedItem> {
  const { cover } = bundle;
  const { path } = bundle.text;
  const readStates = async () => (await readBundle(bundle, options)).states;
  try {
    const { item, state, problems, notes, history, states } = await readBundle(bundle, options);
    const { preview: _preview, content: _content, ...facts } = item;
    const sizes = state.files?.map(({ source }) => source.bytes) ?? [];
    return {
      path,
      item: facts,
      readStates,
      cover,
      words: wordsOf(item),
      fileCount: sizes.length,
      fileBytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
      problems: [...item.problems, ...problems, ...(item.intent === "removed" ? [finding("removed")] : [])],
      notes: [...item.notes, ...notes, ...history.notes],
      pictures: new Set(states.flatMap(({ pictures }) => [...pictures.values()].map(({ path: at }) => at))),
    };
  } catch (error) {
    const nothing = {
      item: undefined,
      words: { free: 0, paid: 0 },
      fileCount: 0,
      fileBytes: 0,
      notes: [],
      pictures: new Set<string>(),
    };
    return { path, readStates, cover, ...nothing, problems: [findingOf(error, "unreadable")] };
  }
}

/** Of two texts with one address, the first keeps it. */
function refuseDoubles(items: PlannedItem[]): void {
  const first = new Map<string, string>();
  for (const { item, path, problems } of items) {
    if (!item || problems.length) continue;
    const other = first.get(item.slug);
    if (other === undefined) first.set(item.slug, path);
    else problems.push(finding("slug_twice", { slug: item.slug, path: other }));
  }
}

async function checkManifest(file: SourceFile | undefined): Promise<void> {
  if (!file) return;
  const manifest: Partial<Manifest> | null = await readBytes(file, manifestBytesMax)
    .then((bytes) => JSON.parse(decodeText(bytes)))
    .catch(() => null);
  if (manifest?.form === ARCHIVE_FORM && Number(manifest.version) > ARCHIVE_VERSION)
    throw new ArchiveError(finding("newer_archive"));
}

/** Throws an ArchiveError when there is nothing to import, or the archive's form is newer than this version reads. */
export async function planImport(given: Source, options: { price?: string | undefined } = {}): Promise<Plan> {
  const source = await expandForeign(given);
  const { bundles, manifest, unused, pictures } = layOut(source.files);
  await checkManifest(manifest);
  if (bundles.length === 0) throw new ArchiveError(finding("no_markdown"));
  const items: PlannedItem[] = [];
  const isVault = source.files.some(({ path }) => /(?:^|\/)\.obsidian\//.test(path));
  const index = new PictureIndex(pictures);
  for (const bundle of bundles) items.push(await planItem(bundle, { price: options.price, isVault, index }));
  refuseDoubles(items);
  const shown = new Set(items.flatMap((item) => [...item.pictures]));
  return { items, unused: unused.filter((path) => !shown.has(path)), refused: source.refused };
}
