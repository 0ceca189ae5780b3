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
import { countOwn } from "./item-queries";
import { type PriceFloor, requireAboveFloor } from "./price-floor";
import type { CreateItemInput } from "./schemas";
import { freeSlug, slugOf } from "./slug";
import { findFormerSlug, listSlugs } from "./slug-queries";

interface Deps extends PriceFloor {
  db: Db;
  clock: Clock;
}

const attemptsMax = 5;

/** The creator's present and former slugs that start with `base`. */
export async function slugsTaken(db: Db | Tx, creatorId: string, base: string): Promise<Set<string>> {
  return new Set(await listSlugs(db, creatorId, base));
}

export const slugTaken = () =>
  new Refusal("slug_taken", "Another of your items has this address. Choose another.", {
    issues: [{ path: "slug", code: "taken", message: "Another of your items has this address." }],
  });

/** Bounds what a creator, which is free to become, may begin. Concurrent drafts may exceed it slightly. */
async function requireRoom(tx: Tx, creatorId: string): Promise<void> {
  if ((await countOwn(tx, creatorId, piecesMax)) < piecesMax) return;
  throw new Refusal(
    "quota_exceeded",
    `You have ${piecesMax} pieces, which is as many as there may be. Take one down to begin another.`,
  );
}

function insert(
  { db, clock }: Deps,
  creatorId: string,
  wallet: Address,
  input: CreateItemInput,
  slug: string,
): Promise<ItemDraft> {
  const now = clock.now();
  const id = newId("item", now.getTime());
  const { kind, title, price: amount, dek = "", tags = [], preview = "", content = "" } = input;
  return db.$transaction(async (tx) => {
    await requireRoom(tx, creatorId);
    if (await findFormerSlug(tx, creatorId, slug)) throw slugTaken();
    await insertItem(tx, { id, creatorId, kind, slug, amount, tags, createdAt: now });
    await insertPrice(tx, { id: newId("price", now.getTime()), itemId: id, amount, startedAt: now });
    const empty = { id, creatorId, kind, draftVersionId: null, publishedVersionId: null };
    await setDraft({ tx, clock }, empty, null, { title, dek, preview, content, files: [] });
    return readDraft(tx, wallet, id);
  });
}

/** Refuses a requested slug that is in use with `slug_taken`; a slug derived from the title gets a number instead. */
export async function createItem(deps: Deps, wallet: Address, input: CreateItemInput): Promise<ItemDraft> {
  requireAboveFloor(deps, input.price);
  const creator = await getOwnCreator(deps, wallet);
  const base = slugOf(input.title);
  for (let attempt = 1; ; attempt++) {
    const slug = input.slug ?? freeSlug(base, await slugsTaken(deps.db, creator.id, base));
    try {
      return await insert(deps, creator.id, wallet, input, slug);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      if (input.slug || attempt === attemptsMax) throw slugTaken();
    }
  }
}
