// Creators, by handle or by wallet.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import { Refusal } from "../../kernel/errors";
import type { Moderation, ModerationReason } from "../codecs";
import type { CreatorProfile, SuspendedCreator } from "./codecs";
import { findCreatorRow } from "./creator-queries";

type Row = NonNullable<Awaited<ReturnType<typeof findCreatorRow>>>;

function toProfile({ id, handle, displayName, bio, links, avatarId, payTo, createdAt }: Row): CreatorProfile {
  return { id, handle, displayName, bio, links, avatarId, payTo, createdAt };
}

function suspensionOf({ suspendedAt, suspensionReason, suspensionNote }: Row): Moderation | null {
  return suspendedAt && { reason: (suspensionReason ?? "other") as ModerationReason, note: suspensionNote ?? "" };
}

/** The wallet's creator, suspended or not. */
export async function findCreator({ db }: { db: Db }, key: { wallet: Address }): Promise<CreatorProfile | undefined> {
  const row = await findCreatorRow(db, key);
  return row ? toProfile(row) : undefined;
}

export type Found = { creator: CreatorProfile } | { suspended: SuspendedCreator };

/** Who is at an address, as the public sees them. */
export async function findShop({ db }: { db: Db }, handle: string): Promise<Found | undefined> {
  const row = await findCreatorRow(db, { handle: handle.toLowerCase().replaceAll("\0", "") });
  const suspension = row && suspensionOf(row);
  if (suspension) return { suspended: { displayName: row.displayName, suspension } };
  return row ? { creator: toProfile(row) } : undefined;
}

export function suspendedRefusal({ displayName, suspension: { reason, note } }: SuspendedCreator): Refusal {
  const words = note && ` They say: “${note}”`;
  return new Refusal("removed", `The operator of this site has suspended ${displayName} (${reason}).${words}`);
}

/** What suspended creators are told themselves. */
export const ownShopSuspended = () =>
  new Refusal(
    "suspended",
    "The operator of this site has suspended your shop: nothing can be published, nor the shop renamed. Your dashboard says why.",
  );

/** The creator who was found; refuses with `removed` one who is suspended. */
export function requireOpen(found: Found | undefined): CreatorProfile | undefined {
  if (found && "suspended" in found) throw suspendedRefusal(found.suspended);
  return found?.creator;
}

/** The wallet's creator; refuses with `not_allowed` while it has no profile. */
export async function getOwnCreator(deps: { db: Db }, wallet: Address): Promise<CreatorProfile> {
  const creator = await findCreator(deps, { wallet });
  if (!creator) throw new Refusal("not_allowed", "Choose a handle first: only creators can publish.");
  return creator;
}
