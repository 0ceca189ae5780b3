// The operator's choice for the front of the market.
import { type AuditDeps, recordAct } from "../../audit/record-act";
import type { Operator } from "../../auth/types";
import type { Db } from "../../db/client";
import { Refusal } from "../../kernel/errors";
import { lockFeatured, replaceFeatured, selectListedIds } from "./featured-queries";

/** Replaces what stands first in the market; none leaves it to what is most popular. Refuses with `not_found` what is not listed. */
export async function featureItems(deps: AuditDeps & { db: Db }, operator: Operator, itemIds: string[]): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    const listed = new Set(await selectListedIds(tx, itemIds));
    const missing = itemIds.filter((id) => !listed.has(id));
    if (missing.length > 0) throw new Refusal("not_found", `Not in the market: ${missing.join(", ")}. Nothing was changed.`);
    const before = await lockFeatured(tx);
    await replaceFeatured(tx, itemIds);
    const act = { before: { itemIds: before }, after: { itemIds } };
    await recordAct(tx, deps, operator, { action: "set_featured", subject: "market", ...act });
  });
}
