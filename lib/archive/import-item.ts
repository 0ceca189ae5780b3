// Imports one item into a shop through the API. A second import changes nothing; after an interruption the item is a draft, which the
// next import completes. It is published last, once its files have been compared.
import type { AnswerOf, Client } from "../api-client/client";
import { sourceBody } from "../api-client/file-body";
import { findingOf } from "./archive-error";
import { type ArchiveFinding, finding } from "./findings";
import { listKnownPictures, namePictures } from "./pictures";
import type { PlannedItem, PlannedState } from "./plan";
import { hasSameFiles, syncFiles } from "./sync-files";

type Draft = AnswerOf<"GET /api/items/{itemId}/draft">;

export type Outcome = "created" | "updated" | "unchanged" | "failed";

export interface Result {
  path: string;
  outcome: Outcome;
  /** Why it failed; empty otherwise. */
  problems: ArchiveFinding[];
  itemId?: string;
}

export interface ImportOptions {
  /** Publish what is not marked as a draft; otherwise new items stay drafts. */
  publish: boolean;
  /** Report what would happen, and change nothing. */
  dryRun?: boolean;
  now?: () => Date;
}

interface Job {
  api: Client;
  /** What the item calls its pictures; read when there are some. */
  known?: Promise<Map<string, string>>;
  item: NonNullable<PlannedItem["item"]>;
  cover: PlannedItem["cover"];
  options: ImportOptions;
  /** Set once the item exists in the shop. */
  itemId?: string;
}

const atomic = (price: string) => {
  const [whole = "0", fraction = ""] = price.split(".");
  return BigInt(whole + fraction.padEnd(6, "0")).toString();
};

const textOf = ({ title, dek, preview, content }: PlannedState | Draft) => ({ title, dek, preview, content });
const same = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b);

/** The state with its pictures named as the item has them; `maySend`: those it does not have yet are sent. */
async function withNames(job: Job, itemId: string, state: PlannedState, maySend = true): Promise<PlannedState> {
  if (state.pictures.size === 0) return state;
  job.known ??= listKnownPictures(job.api, itemId);
  return namePictures(job.api, itemId, state, await job.known, maySend);
}

/** Makes the draft's text and files those of `planned`. Returns whether anything had to change. */
async function syncDraft(job: Job, draft: Draft, planned: PlannedState): Promise<boolean> {
  const state = await withNames(job, draft.id, planned);
  const isOther = !same(textOf(draft), textOf(state));
  if (isOther) await patch(job, draft.id, textOf(state));
  const filesChanged = await syncFiles(job.api, draft, state.files);
  return isOther || filesChanged;
}

const draftOf = ({ api }: Job, itemId: string) => api.call("GET /api/items/{itemId}/draft", { params: { itemId } });

interface Change extends Partial<ReturnType<typeof textOf>> {
  price?: string;
  slug?: string;
  tags?: string[];
  coverAlt?: string;
}

const patch = ({ api }: Job, itemId: string, body: Change) => api.call("PATCH /api/items/{itemId}", { params: { itemId }, body });

/** The status to publish it with; null for a draft. */
function publishStatusOf({ item, options }: Job): "listed" | "unlisted" | "scheduled" | null {
  if (!options.publish || item.intent === "draft" || item.intent === "removed") return null;
  if (item.intent !== "scheduled") return item.intent;
  const at = Date.parse(item.scheduledFor ?? "");
  return at > (options.now?.() ?? new Date()).getTime() ? "scheduled" : null;
}

async function publish(job: Job, id: string): Promise<void> {
  const { item, api } = job;
  const status = publishStatusOf(job);
  const params = { itemId: id };
  if (status === "scheduled") {
    const body = { at: item.scheduledFor ?? "", listed: item.scheduledListed };
    await api.call("PUT /api/items/{itemId}/schedule", { params, body });
  } else if (status) {
    const { publishedAt } = item;
    const body = { listed: status === "listed", ...(publishedAt ? { publishedAt } : {}) };
    await api.call("POST /api/items/{itemId}/publish", { params, body });
  }
}

/** The server encodes covers anew, so they cannot be compared: a draft's own cover stays. */
const lacksCover = ({ cover }: Job, draft: Draft) => cover !== undefined && draft.cover === null;

async function addCover(job: Job, draft: Draft): Promise<void> {
  const { api, item, cover } = job;
  if (!cover || draft.cover) return;
  await api.call("PUT /api/items/{itemId}/cover", { params: { itemId: draft.id }, file: sourceBody(cover) });
  if (item.coverAlt) await patch(job, draft.id, { coverAlt: item.coverAlt });
}

/** Whether the last state was the published one. */
function endsPublished({ item }: Job): boolean {
  return item.publishedVersion === undefined || item.publishedVersion === item.number;
}

async function create(job: Job, states: PlannedState[]): Promise<void> {
  const { item } = job;
  const [first, ...later] = states as [PlannedState, ...PlannedState[]];
  const { kind, slug, price, tags } = item;
  // Pictures belong to an item: it is there before the text that names them.
  const texts = first.pictures.size > 0 ? { title: first.title, dek: first.dek } : textOf(first);
  const made = await job.api.call("POST /api/items", { body: { kind, slug, price, tags, ...texts } });
  job.itemId = made.id;
  await addCover(job, made);
  await syncDraft(job, made, first);
  if (first.wasPublished) await publish(job, made.id);
  for (const state of later) {
    await syncDraft(job, await draftOf(job, made.id), state);
    if (state.wasPublished) await publish(job, made.id);
  }
  if (!states.some((state) => state.wasPublished)) await publish(job, made.id);
}

/** What differs of price, address and tags, which change for readers at once. */
function itemChanges({ item }: Job, draft: Draft): Change {
  return {
    ...(atomic(item.price) === draft.amount ? {} : { price: item.price }),
    ...(item.slug === draft.slug ? {} : { slug: item.slug }),
    ...(same(item.tags, draft.tags) ? {} : { tags: item.tags }),
  };
}

function isPublishedAs(job: Job, draft: Draft): boolean {
  const status = publishStatusOf(job);
  return (
    status === null ||
    (draft.status === status && draft.hasUnpublishedChanges === (status === "scheduled" || !endsPublished(job)))
  );
}

async function update(job: Job, draft: Draft, states: PlannedState[]): Promise<boolean> {
  const last = await withNames(job, draft.id, states.at(-1) as PlannedState, false);
  const changes = itemChanges(job, draft);
  const isSame =
    Object.keys(changes).length === 0 && same(textOf(draft), textOf(last)) && (await hasSameFiles(draft.files, last.files));
  if (isSame && !lacksCover(job, draft) && isPublishedAs(job, draft)) return false;
  if (job.options.dryRun) return true;
  if (Object.keys(changes).length) await patch(job, draft.id, changes);
  await addCover(job, draft);
  const published = states.find((state) => state.wasPublished);
  if (!isPublishedAs(job, draft) && published && published !== states.at(-1)) {
    await syncDraft(job, draft, published);
    await publish(job, draft.id);
  }
  await syncDraft(job, await draftOf(job, draft.id), last);
  if (endsPublished(job)) await publish(job, draft.id);
  return true;
}

async function run(job: Job, states: PlannedState[], existingId: string | undefined): Promise<Outcome> {
  if (existingId !== undefined) return (await update(job, await draftOf(job, existingId), states)) ? "updated" : "unchanged";
  if (!job.options.dryRun) await create(job, states);
  return "created";
}

/** `existingId`: the shop's item to update, or undefined to create one. Never throws: what went wrong is in the result. */
export async function importItem(
  api: Client,
  { path, item, problems, readStates, cover }: PlannedItem,
  existingId: string | undefined,
  options: ImportOptions,
): Promise<Result> {
  if (!item || problems.length) return { path, outcome: "failed", problems };
  const job: Job = { api, item, cover, options };
  try {
    const outcome = await run(job, await readStates(), existingId);
    const itemId = existingId ?? job.itemId;
    return { path, outcome, problems: [], ...(itemId === undefined ? {} : { itemId }) };
  } catch (error) {
    const cause = findingOf(error, "not_imported");
    if (job.itemId === undefined) return { path, outcome: "failed", problems: [cause] };
    return { path, outcome: "failed", problems: [cause, finding("left_as_draft")], itemId: job.itemId };
  }
}
