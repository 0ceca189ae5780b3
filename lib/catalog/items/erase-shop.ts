// Closes a creator's shop for good: everything is taken down, and the profile says nothing any more. What was bought stays for its buyers.
import { randomBytes } from "node:crypto";
import type { Db } from "../../db/client";
import { type Address, shorten } from "../../kernel/address";
import type { Clock } from "../../kernel/clock";
import { findHandle, insertFormerHandle } from "../creators/creator-queries";
import { cancelOpen } from "../creators/payout-queries";
import { blankProfile, lockShop, removeItems } from "./erase-shop-queries";

/** Nothing happens where there is none. Its old addresses stay reserved, for 90 days only if it sold nothing, and lead to pages that are gone. */
export function eraseShop({ db, clock }: { db: Db; clock: Clock }, wallet: Address): Promise<void> {
  return db.$transaction(
    async (tx) => {
      const creatorId = await lockShop(tx, wallet);
      if (!creatorId) return;
      const now = clock.now();
      const handle = `gone-${randomBytes(6).toString("hex")}`;
      await removeItems(tx, creatorId, now);
      const former = await findHandle(tx, wallet);
      // However many it gave up before: an erasure is never refused.
      if (former) await insertFormerHandle(tx, former, creatorId);
      await blankProfile(tx, creatorId, handle, shorten(wallet));
      await cancelOpen(tx, creatorId, now);
    },
    { timeout: 15_000 },
  );
}
