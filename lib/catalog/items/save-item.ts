// Saving: metadata and text make the next draft version; price, slug and tags belong to the item and change at once.
import { type Db, isUniqueViolation, type Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { SavedItem } from "./codecs";
import { slugsTaken, slugTaken } from "./create-item";
import { changeItem, getVersion, saveVersion } from "./draft";
import type { OwnedItem, StoredVersion } from "./draft-queries";
import { insertPrice, updateItem } from "./draft-write-queries";
import { moveSlug } from "./former-address";
import { type PriceFloor, requireAboveFloor } from "./price-floor";
import type { SaveItemInput } from "./schemas";
import { freeSlug, isDerived, slugOf } from "./slug";

interface Deps extends PriceFloor {
  db: Db;
  clock: Clock;
  /** Waited for where a save changed what everybody sees, so that its author sees it too. */
  publicCache?: { catchUp(): Promise<void> };
}

interface Saving {
  saved: SavedItem;
  isSeenByAll: boolean;
}

/** Until the first publish, a derived slug follows the title. */
async function slugAfter(tx: Tx, item: OwnedItem, oldTitle: string, input: OwnFields): Promise<string> {
  if (input.slug !== undefined) return input.slug;
  const follows = input.title && input.title !== oldTitle && !item.publishedAt && isDerived(item.slug, oldTitle);
  if (!input.title || !follows) return item.slug;
  const taken = await slugsTaken(tx, item.creatorId, slugOf(input.title));
  taken.delete(item.slug);
  return freeSlug(slugOf(input.title), taken);
}

/** Price, slug, tags and the cover's alternative text after the save. */
async function ownFieldsAfter(tx: Tx, item: OwnedItem, oldTitle: string, input: OwnFields) {
  const slug = await slugAfter(tx, item, oldTitle, input);
  if (slug !== item.slug && !(await moveSlug(tx, item, slug))) throw slugTaken();
  const { tags = item.tags, coverAlt = item.coverAlt, price: amount = item.amount } = input;
  return { slug, tags, coverAlt, amount };
}

/** Writes only changed columns: the triggers of the public pages and the search fire for each column in a statement. */
function changesOf(item: OwnedItem, next: Partial<OwnedItem>): Partial<OwnedItem> {
  const names = Object.keys(next) as (keyof OwnedItem)[];
  return Object.fromEntries(names.filter((name) => String(next[name]) !== String(item[name])).map((name) => [name, next[name]]));
}

const changedElsewhere = () =>
  new Refusal("conflict", "This item was changed elsewhere since you opened it. Load it again first.");

/** Refuses with `conflict` a change that started from another version than the draft's. */
export function requireNumber(draft: StoredVersion, expected: number | undefined): void {
  if (expected !== undefined && expected !== draft.number) throw changedElsewhere();
}

type OwnFields = Pick<SaveItemInput, "title" | "slug" | "price" | "tags" | "coverAlt">;

/** Writes price, slug, tags and the cover's alternative text, with `more`. Says what they are now, and whether one of them changed. */
export async function writeOwnFields(
  { tx, clock }: { tx: Tx; clock: Clock },
  item: OwnedItem,
  oldTitle: string,
  input: OwnFields,
  more: Partial<OwnedItem> = {},
) {
  const own = await ownFieldsAfter(tx, item, oldTitle, input);
  const changes = changesOf(item, { ...own, ...more });
  const updatedAt = Object.keys(changes).length > 0 ? await updateItem(tx, item.id, changes) : item.updatedAt;
  if (own.amount !== item.amount) {
    const startedAt = clock.now();
    await insertPrice(tx, { id: newId("price", startedAt.getTime()), itemId: item.id, amount: own.amount, startedAt });
  }
  return { own, updatedAt, isChanged: Object.keys(changes).some((name) => name in own) };
}

async function save({ tx, clock }: { tx: Tx; clock: Clock }, item: OwnedItem, input: SaveItemInput): Promise<Saving> {
  const draft = await getVersion(tx, item.draftVersionId);
  if (input.status !== undefined && input.status !== item.status) throw changedElsewhere();
  requireNumber(draft, input.versionNumber);
  const { title = draft.title, dek = draft.dek, preview = draft.preview, content = draft.content } = input;
  const next = { title, dek, preview, content, files: draft.files };
  const version = await saveVersion({ tx, clock }, item, draft, next, input.autosave);
  const { own, updatedAt, isChanged } = await writeOwnFields({ tx, clock }, item, draft.title, input, {
    draftVersionId: version.id,
  });
  const { coverAlt: alt, ...fields } = own;
  const saved = {
    ...fields,
    status: item.status,
    title,
    dek,
    cover: item.coverId ? { id: item.coverId, alt } : null,
    versionNumber: version.number,
    isAutosave: version.isAutosave && version.id !== item.publishedVersionId,
    hasUnpublishedChanges: version.id !== item.publishedVersionId,
    updatedAt,
  };
  return { saved, isSeenByAll: item.publishedVersionId !== null && isChanged };
}

/** Refuses with `conflict` if `input.versionNumber` is not the draft's or `input.status` not the item's, and with `slug_taken`. */
export async function saveItem(deps: Deps, wallet: Address, itemId: string, input: SaveItemInput): Promise<SavedItem> {
  const { db, clock, publicCache } = deps;
  try {
    const { saved, isSeenByAll } = await changeItem(db, wallet, itemId, (tx, item) => {
      if (input.price !== undefined && input.price !== item.amount) requireAboveFloor(deps, input.price);
      return save({ tx, clock }, item, input);
    });
    if (isSeenByAll) await publicCache?.catchUp();
    return saved;
  } catch (error) {
    throw isUniqueViolation(error) ? slugTaken() : error;
  }
}
