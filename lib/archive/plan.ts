// What an import will do, before it does anything: every text read, every file found, every fault told. Pure but for reading.

import type { SourceFile } from "../api-client/source-file";
import { contentBytesMax, previewBytesMax } from "../catalog/limits";
import { fileNameSchema } from "../catalog/schemas";
import { decodeText } from "./decode-text";
import { ARCHIVE_FORM, ARCHIVE_VERSION, type FileLine, type Manifest } from "./form";
import { UnreadableText } from "./front-matter";
import { type Bundle, layOut } from "./layout";
import { type Defaults, type ReadItem, readItem, wordsOf } from "./read-item";
import { readBytes, type Source } from "./source";

const textBytesMax = 2 * (contentBytesMax + previewBytesMax);
const manifestBytesMax = 64 * 1024 ** 2;

export interface PlannedFile {
  name: string;
  /** What the archive says the bytes hash to. */
  sha256: string | undefined;
  source: SourceFile;
}

/** A state of an item's draft: its text and its files, if it says anything about files. */
export interface PlannedState {
  title: string;
  dek: string;
  preview: string;
  content: string;
  files: PlannedFile[] | undefined;
  /** Readers saw this one. */
  wasPublished: boolean;
}

export interface PlannedItem {
  /** Where it was read. */
  path: string;
  /** Without its text, which is read again when its turn comes: a shop need not fit into memory. */
  item: Omit<ReadItem, "preview" | "content"> | undefined;
  /** Oldest first; the last is the draft. */
  readStates(): Promise<PlannedState[]>;
  cover: SourceFile | undefined;
  words: { free: number; paid: number };
  fileCount: number;
  fileBytes: number;
  /** Any of these keeps the item out. */
  problems: string[];
  notes: string[];
}

export interface Plan {
  items: PlannedItem[];
  unused: string[];
  refused: Source["refused"];
}

const messageOf = (error: unknown) => (error instanceof UnreadableText ? error.message : "It could not be read.");

/** The files a text lists, or what lies in its folder if it lists none. */
function filesFor(lines: FileLine[] | undefined, { files }: Bundle): { files: PlannedFile[] | undefined; problems: string[] } {
  const beside = [...files].filter(([path]) => path.startsWith("files/")).sort(([a], [b]) => (a < b ? -1 : 1));
  const wanted = lines ?? beside.map(([path]) => ({ path, name: path.slice(path.lastIndexOf("/") + 1), sha256: undefined }));
  const found: PlannedFile[] = [];
  const problems: string[] = [];
  for (const { path, name, sha256 } of wanted) {
    const source = files.get(path);
    const fault = fileNameSchema.safeParse(name).error?.issues[0]?.message;
    if (!source) problems.push(`The file “${path.slice(0, 200)}” that it lists is not there.`);
    else if (fault) problems.push(`The file “${name.slice(0, 200)}”: ${fault}`);
    else if (source.bytes === 0) problems.push(`The file “${name}” is empty.`);
    else found.push({ name, sha256, source });
  }
  if (new Set(found.map(({ name }) => name)).size < found.length) problems.push("Two of its files have the same name.");
  return { files: lines || beside.length ? found : undefined, problems };
}

async function read(file: SourceFile, defaults: Defaults): Promise<ReadItem> {
  return readItem(decodeText(await readBytes(file, textBytesMax)), file.path, defaults);
}

function stateOf(item: ReadItem, bundle: Bundle, publishedVersion: number | undefined) {
  const { title, dek, preview, content, number } = item;
  const { files, problems } = item.kind === "file" ? filesFor(item.files, bundle) : { files: undefined, problems: [] };
  const wasPublished = publishedVersion !== undefined && number === publishedVersion;
  return { state: { title, dek, preview, content, files, wasPublished } satisfies PlannedState, problems };
}

/** Versions before the draft. One that cannot be read is left out, and said. */
async function historyOf(bundle: Bundle, draft: ReadItem): Promise<{ states: PlannedState[]; notes: string[] }> {
  const states: PlannedState[] = [];
  const notes: string[] = [];
  for (const file of bundle.versions) {
    try {
      const version = await read(file, { price: draft.price, hasFiles: draft.kind === "file" });
      if (version.number === draft.number) continue;
      const { state, problems } = stateOf({ ...version, kind: draft.kind }, bundle, draft.publishedVersion);
      const [problem] = [...version.problems, ...problems];
      if (problem) throw new UnreadableText(problem);
      states.push(state);
    } catch (error) {
      notes.push(`Its earlier version ${file.path.slice(file.path.lastIndexOf("/") + 1)} is left out. ${messageOf(error)}`);
    }
  }
  return { states, notes };
}

/** The item and its states, read from the archive. */
async function readBundle(bundle: Bundle, price: string | undefined) {
  const hasFiles = [...bundle.files.keys()].some((path) => path.startsWith("files/"));
  const item = await read(bundle.text, { price, hasFiles });
  const { state, problems } = stateOf(item, bundle, item.publishedVersion);
  const history = await historyOf(bundle, item);
  return { item, state, problems, history, states: [...history.states, state] };
}

async function planItem(bundle: Bundle, price: string | undefined): Promise<PlannedItem> {
  const { cover } = bundle;
  const { path } = bundle.text;
  const readStates = async () => (await readBundle(bundle, price)).states;
  try {
    const { item, state, problems, history } = await readBundle(bundle, price);
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
      problems: [...item.problems, ...problems, ...(item.intent === "removed" ? ["It was taken down, and stays so."] : [])],
      notes: [...item.notes, ...history.notes],
    };
  } catch (error) {
    const nothing = { item: undefined, words: { free: 0, paid: 0 }, fileCount: 0, fileBytes: 0, notes: [] };
    return { path, readStates, cover, ...nothing, problems: [messageOf(error)] };
  }
}

/** Two texts with one address: the first has it. */
function refuseDoubles(items: PlannedItem[]): void {
  const first = new Map<string, string>();
  for (const { item, path, problems } of items) {
    if (!item || problems.length) continue;
    const other = first.get(item.slug);
    if (other === undefined) first.set(item.slug, path);
    else problems.push(`Its address “${item.slug}” is that of ${other} too. Give one of them another “slug”.`);
  }
}

async function checkManifest(file: SourceFile | undefined): Promise<void> {
  if (!file) return;
  const manifest: Partial<Manifest> | null = await readBytes(file, manifestBytesMax)
    .then((bytes) => JSON.parse(decodeText(bytes)))
    .catch(() => null);
  if (manifest?.form === ARCHIVE_FORM && Number(manifest.version) > ARCHIVE_VERSION)
    throw new UnreadableText("This archive was made by a newer Pennypost. Import it with a version at least as new.");
}

/** Throws `UnreadableText` when there is nothing to import or the archive is of a later form. */
export async function planImport(source: Source, options: { price?: string | undefined } = {}): Promise<Plan> {
  const { bundles, manifest, unused } = layOut(source.files);
  await checkManifest(manifest);
  if (bundles.length === 0) throw new UnreadableText("There is no Markdown in it. A piece is a file that ends in .md.");
  const items: PlannedItem[] = [];
  for (const bundle of bundles) items.push(await planItem(bundle, options.price));
  refuseDoubles(items);
  return { items, unused, refused: source.refused };
}
