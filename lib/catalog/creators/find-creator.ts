// Creators, by handle or by wallet.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import { Refusal } from "../../kernel/errors";
import type { CreatorProfile } from "./codecs";
import { findCreatorRow } from "./creator-queries";

type CreatorKey = { handle: string } | { wallet: Address };

export async function findCreator({ db }: { db: Db }, key: CreatorKey): Promise<CreatorProfile | undefined> {
  const where = "handle" in key ? { handle: key.handle.toLowerCase().replaceAll("\0", "") } : { wallet: key.wallet };
  const row = await findCreatorRow(db, where);
  if (!row) return undefined;
  const { id, handle, displayName, bio, links, avatarId, payTo, createdAt } = row;
  return { id, handle, displayName, bio, links, avatarId, payTo, createdAt };
}

/** The wallet's creator; refuses with `not_allowed` while it has no profile. */
export async function getOwnCreator(deps: { db: Db }, wallet: Address): Promise<CreatorProfile> {
  const creator = await findCreator(deps, { wallet });
  if (!creator) throw new Refusal("not_allowed", "Choose a handle first: only creators can publish.");
  return creator;
}
