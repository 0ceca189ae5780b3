// The operator's choice for the front of the market.
import type { Db } from "../../db/client";
import { Refusal } from "../../kernel/errors";
import { replaceFeatured, selectListedIds } from "./featured-queries";

/** Replaces what stands first in the market; none leaves it to what is most popular. Refuses with `not_found` what is not listed. */
export async function featureItems({ db }: { db: Db }, itemIds: string[]): Promise<void> {
  await db.$transaction(async (tx) => {
    const listed = new Set(await selectListedIds(tx, itemIds));
    const missing = itemIds.filter((id) => !listed.has(id));
    if (missing.length > 0) throw new Refusal("not_found", `Not in the market: ${missing.join(", ")}. Nothing was changed.`);
    await replaceFeatured(tx, itemIds);
  });
}
