// Erases what was taken down and never sold. What was public keeps its address, which goes on to say that it is gone.
import type { Db } from "../../db/client";
import type { Clock } from "../../kernel/clock";
import { eraseContent, eraseItems, lockUnsold, settleSold } from "./erase-queries";

/** Payments for what was offered just before, and whoever took it down by mistake, have so long. */
const PATIENCE_MS = 24 * 3_600_000;
const BATCH_ITEMS = 100;

/** Says how many items were erased. */
export async function eraseRemoved({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  const before = new Date(clock.now().getTime() - PATIENCE_MS);
  await db.$transaction((tx) => settleSold(tx, before), { timeout: 15_000 });
  for (let erased = 0; ; ) {
    const batch = await eraseBatch(db, before);
    erased += batch;
    if (batch < BATCH_ITEMS) return erased;
  }
}

function eraseBatch(db: Db, before: Date): Promise<number> {
  return db.$transaction(
    async (tx) => {
      const items = await lockUnsold(tx, before, BATCH_ITEMS);
      if (items.length > 0) await eraseContent(tx, idsOf(items));
      const unseen = items.filter(({ wasPublic }) => !wasPublic);
      if (unseen.length > 0) await eraseItems(tx, idsOf(unseen));
      return items.length;
    },
    { timeout: 15_000 },
  );
}

const idsOf = (items: { id: string }[]) => items.map(({ id }) => id);
