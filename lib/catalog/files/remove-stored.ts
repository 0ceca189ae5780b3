// Removes stored bytes, which nothing else does: only keys that this database itself gave up, a week after it did, a hundredth of all at
// a time, and only in a store that is marked as this shop's.
import { listKnown } from "./file-queries";
import { dropTombstone, dropTombstonesInUse, estimateStored, getShopId, listDue } from "./tombstone-queries";
import type { UploadDeps } from "./uploads";

/** Removed in one run where a hundredth of all is less: nobody's mistake, and a small shop's whole week. */
const RUN_MIN = 100;
/** Removed in one run however large the store is. */
const RUN_MAX = 5_000;

type Deps = Pick<UploadDeps, "db" | "store" | "incoming" | "uploadLimits">;

/** The operator has to look: nothing, or only a part, was removed. */
export class RemovalHeldBack extends Error {
  override readonly name = "RemovalHeldBack";
}

/**
 * Removes what is due and resolves to the number of files. Throws RemovalHeldBack for a store that is another shop's; and, once a
 * hundredth was removed, if more than that was due.
 */
export async function removeStored(deps: Deps): Promise<number> {
  const { db, store } = deps;
  const shop = await getShopId(db);
  const owner = await store.claim(shop);
  if (owner.shop !== shop) {
    throw new RemovalHeldBack(
      `The store is marked as that of shop ${owner.shop}, and this is shop ${shop}: nothing was removed.`,
    );
  }
  await dropTombstonesInUse(db);
  const most = Math.min(RUN_MAX, Math.max(RUN_MIN, Math.floor((await estimateStored(db)) / 100)));
  const due = await listDue(db, most + 1);
  for (const key of due.slice(0, most)) {
    await store.remove(key);
    await dropTombstone(db, key);
  }
  if (due.length > most) {
    throw new RemovalHeldBack(
      `More than a hundredth of the stored files is to be removed at once: ${most} were, the rest waits.`,
    );
  }
  return due.length;
}

/**
 * Removes parts of uploads that no row names, left by a server that another one has outlived. Only those that came after the folder was
 * marked as this shop's: what lay there before is not ours to judge.
 */
export async function removeUnknownParts({ db, incoming, uploadLimits }: Deps): Promise<number> {
  const shop = await getShopId(db);
  const owner = await incoming.claim(shop);
  if (owner.shop !== shop) return 0;
  const before = Date.now() - uploadLimits.keptHours * 3_600_000;
  const old = (await incoming.list()).filter(({ changedAt }) => changedAt >= owner.since && changedAt.getTime() < before);
  const ids = old.map(({ id }) => id);
  const known = await listKnown(db, ids);
  const unknown = ids.filter((id) => !known.has(id));
  for (const id of unknown) await incoming.remove(id);
  return unknown.length;
}
