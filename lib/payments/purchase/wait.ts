// Waiting for another request's purchase: all who wait for one in this process share each look at its row, and only so many may.
import type { Db } from "../../db/client";
import type { PaymentDeps } from "../deps";
import { findPurchase, type PurchaseRow } from "../ledger/purchase-queries";

const POLL_MS = 100;
/** Of one purchase in one process. Who comes when there are so many is told at once to come again. */
const WAITERS_MAX = 200;

interface Watch {
  waiters: number;
  /** The row as it will be in a moment, for all who ask until then. */
  next: Promise<PurchaseRow | null> | null;
}

/** By purchase. */
const watches = new WeakMap<Db, Map<string, Watch>>();

function watchesOf(db: Db): Map<string, Watch> {
  const found = watches.get(db) ?? new Map<string, Watch>();
  watches.set(db, found);
  return found;
}

async function look({ db, sleep }: Pick<PaymentDeps, "db" | "sleep">, id: string, watch: Watch): Promise<PurchaseRow | null> {
  await sleep(POLL_MS);
  watch.next = null;
  return findPurchase(db, id);
}

/** Looks at a purchase's row now and then, while `isOpen` says so of it; gives the last one it saw, or `first` if too many wait. */
export async function awaitRow(
  deps: Pick<PaymentDeps, "db" | "sleep">,
  first: PurchaseRow,
  isOpen: (row: PurchaseRow | null) => boolean | Promise<boolean>,
): Promise<PurchaseRow | null> {
  const all = watchesOf(deps.db);
  const watch = all.get(first.id) ?? { waiters: 0, next: null };
  if (watch.waiters >= WAITERS_MAX) return first;
  all.set(first.id, watch);
  watch.waiters++;
  try {
    let row: PurchaseRow | null = first;
    while (await isOpen(row)) {
      watch.next ??= look(deps, first.id, watch);
      row = await watch.next;
    }
    return row;
  } finally {
    if (--watch.waiters === 0) all.delete(first.id);
  }
}
