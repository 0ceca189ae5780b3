// Saving: metadata and text make the next draft version; price, address and tags belong to the item and hold at once.
import { type Db, isUniqueViolation, type Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { SaveItemInput } from "../schemas";
import type { ItemDraft } from "../types";
import { slugsTaken, slugTaken } from "./create-item";
import { changeItem, getVersion, type OwnedItem, readDraft, setDraft } from "./draft";
import { moveSlug } from "./former-address";
import { freeSlug, isDerived, slugOf } from "./slug";

interface Deps {
  db: Db;
  clock: Clock;
}

/** Until the first publish, an address made from the title follows the title. */
async function slugAfter(tx: Tx, item: OwnedItem, oldTitle: string, input: SaveItemInput): Promise<string> {
  if (input.slug !== undefined) return input.slug;
  const follows = input.title && input.title !== oldTitle && !item.publishedAt && isDerived(item.slug, oldTitle);
  if (!input.title || !follows) return item.slug;
  const taken = await slugsTaken(tx, item.creatorId, slugOf(input.title));
  taken.delete(item.slug);
  return freeSlug(slugOf(input.title), taken);
}

async function setPrice({ tx, clock }: { tx: Tx; clock: Clock }, item: OwnedItem, amount: bigint): Promise<void> {
  const now = clock.now();
  await tx.item.update({ where: { id: item.id }, data: { amount } });
  await tx.itemPrice.create({ data: { id: newId("price", now.getTime()), itemId: item.id, amount, startedAt: now } });
}

async function save({ tx, clock }: { tx: Tx; clock: Clock }, item: OwnedItem, input: SaveItemInput): Promise<void> {
  const draft = await getVersion(tx, item.draftVersionId ?? "");
  if (input.versionNumber !== undefined && input.versionNumber !== draft.number) {
    throw new Refusal("conflict", "This item was changed elsewhere since you opened it. Load it again before saving.");
  }
  const slug = await slugAfter(tx, item, draft.title, input);
  const tags = input.tags ?? item.tags;
  if (slug !== item.slug && item.publishedAt && !(await moveSlug(tx, item, slug))) throw slugTaken();
  const coverAlt = input.coverAlt ?? item.coverAlt;
  if (slug !== item.slug || tags.join() !== item.tags.join() || coverAlt !== item.coverAlt)
    await tx.item.update({ where: { id: item.id }, data: { slug, tags, coverAlt } });
  if (input.price !== undefined && input.price !== item.amount) await setPrice({ tx, clock }, item, input.price);
  const { title = draft.title, dek = draft.dek, preview = draft.preview, content = draft.content } = input;
  await setDraft({ tx, clock }, item, { title, dek, preview, content, files: draft.files }, input.autosave);
}

/** Refuses with `conflict` when `input.versionNumber` is no longer the draft's, and with `slug_taken`. */
export async function saveItem({ db, clock }: Deps, wallet: Address, itemId: string, input: SaveItemInput): Promise<ItemDraft> {
  try {
    return await changeItem(db, wallet, itemId, async (tx, item) => {
      await save({ tx, clock }, item, input);
      return readDraft(tx, wallet, itemId);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? slugTaken() : error;
  }
}
