// A new draft, with its first version and its first price.
import { type Db, isUniqueViolation, type Tx } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { getOwnCreator } from "../creators/find-creator";
import { piecesMax } from "../limits";
import type { ItemDraft } from "./codecs";
import { readDraft, setDraft } from "./draft";
import { insertItem, insertPrice } from "./draft-write-queries";
import { lockShop } from "./erase-shop-queries";
import { countOwn } from "./item-queries";
import { type PriceFloor, requireAboveFloor } from "./price-floor";
import type { CreateItemInput } from "./schemas";
import { freeSlug, slugOf } from "./slug";
import { findFormerSlug, listSlugs } from "./slug-queries";

/** Of finding a free slug and taking it. */
const TRIES = 3;

interface Deps extends PriceFloor {
  db: Db;
  clock: Clock;
}

/** The creator's present and former slugs that start with `base`. */
export async function slugsTaken(db: Db | Tx, creatorId: string, base: string): Promise<Set<string>> {
  return new Set(await listSlugs(db, creatorId, base));
}

export const slugTaken = () =>
  new Refusal("slug_taken", "Another of your items has this address. Choose another.", {
    issues: [{ path: "slug", code: "taken", message: "Another of your items has this address." }],
  });

/** Bounds what a creator, which is free to become, may begin. */
async function requireRoom(tx: Tx, creatorId: string): Promise<void> {
  if ((await countOwn(tx, creatorId, piecesMax)) < piecesMax) return;
  throw new Refusal(
    "quota_exceeded",
    `You have ${piecesMax} pieces, which is as many as there may be. Take one down to begin another.`,
  );
}

/** Refuses a requested slug that is in use with `slug_taken`; a slug derived from the title gets a number instead. */
export async function createItem({ db, clock, ...floor }: Deps, wallet: Address, input: CreateItemInput): Promise<ItemDraft> {
  requireAboveFloor(floor, input.price);
  const { id: creatorId } = await getOwnCreator({ db }, wallet);
  const { kind, title, price: amount, dek = "", tags = [], preview = "", content = "" } = input;
  const now = clock.now();
  const id = newId("item", now.getTime());
  const insert = async (tx: Tx) => {
    // One at a time: bound and slug are looked at and taken together.
    await lockShop(tx, wallet);
    await requireRoom(tx, creatorId);
    const slug = input.slug ?? (await freeSlugOf(tx, creatorId, title));
    if (input.slug && (await findFormerSlug(tx, creatorId, slug))) throw slugTaken();
    await insertItem(tx, { id, creatorId, kind, slug, amount, tags, createdAt: now });
    await insertPrice(tx, { id: newId("price", now.getTime()), itemId: id, amount, startedAt: now });
    const empty = { id, creatorId, kind, draftVersionId: null, publishedVersionId: null };
    await setDraft({ tx, clock }, empty, null, { title, dek, preview, content, files: [] });
    return readDraft(tx, wallet, id);
  };
  // A piece that is just being renamed may take a slug that was free when it was looked for.
  for (let tries = input.slug ? 1 : TRIES; ; tries--) {
    try {
      return await db.$transaction(insert);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      if (tries === 1) throw slugTaken();
    }
  }
}

async function freeSlugOf(tx: Tx, creatorId: string, title: string): Promise<string> {
  const base = slugOf(title);
  return freeSlug(base, await slugsTaken(tx, creatorId, base));
}
