// Creates or updates a wallet's creator profile. The payout address is initially that wallet.
import { type Db, isUniqueViolation } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { Refusal } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import type { CreatorProfile } from "./codecs";
import { upsertCreator } from "./creator-queries";
import { findCreator, ownShopSuspended } from "./find-creator";
import { moveHandle } from "./former-handle";
import { lockNames } from "./handle-queries";
import type { ProfileInput } from "./schemas";

interface Deps {
  db: Db;
  clock: Clock;
}

const handleTaken = (handle: string) =>
  new Refusal("handle_taken", `@${handle} is taken. Choose another handle.`, {
    issues: [{ path: "handle", code: "taken", message: "This handle is taken." }],
  });

/**
 * Creates or updates the profile. The unique index decides between concurrent claims of a handle. Refuses with `suspended` another
 * handle or name of who is suspended: the public is told of them by these.
 */
export async function saveCreator({ db, clock }: Deps, wallet: Address, input: ProfileInput): Promise<CreatorProfile> {
  const { handle, displayName, bio, links } = input;
  const now = clock.now();
  const fresh = { id: newId("cre", now.getTime()), wallet, payTo: wallet, handle, displayName, createdAt: now };
  try {
    await db.$transaction(async (tx) => {
      const before = await lockNames(tx, wallet);
      const isRenamed = before?.handle !== handle || before.displayName !== displayName;
      if (before?.isSuspended && isRenamed) throw ownShopSuspended();
      const changes = { handle, displayName, ...(bio === undefined ? {} : { bio }), ...(links && { links }) };
      const id = await upsertCreator(tx, { ...fresh, bio: bio ?? "", links: links ?? [] }, changes);
      // After the upsert, which waits for whoever is just giving this handle up.
      if (!(await moveHandle(tx, id, before?.handle, handle))) throw handleTaken(handle);
    });
  } catch (error) {
    throw isUniqueViolation(error) ? handleTaken(handle) : error;
  }
  const creator = await findCreator({ db }, { wallet });
  if (!creator) throw new Error("a creator vanished while it was saved");
  return creator;
}
