// Operators find purchases by an id, a transaction, a wallet, a piece or a creator.
import { findAddressed } from "../catalog/items/former-address";
import type { Db } from "../db/client";
import { decodeCursor, encodeCursor, isInstant } from "../kernel/cursor";
import { type Page, toPage } from "../kernel/page";
import { type Asked, readAsked } from "./asked";
import type { DeskPurchase } from "./codecs";
import { type PurchaseRow, type PurchasesOf, selectPurchases } from "./purchase-queries";

const PAGE = 24;

interface Deps {
  db: Db;
  rails: readonly { network: { chainId: number } }[];
}

interface Query {
  q: string;
  cursor?: string | undefined;
}

const toKey = async (db: Db, asked: Asked): Promise<PurchasesOf | undefined> =>
  "handle" in asked ? findAddressed({ db }, asked) : asked;

const toPurchase = ({ itemId: id, title, slug, handle, at: _at, ...purchase }: PurchaseRow): DeskPurchase => ({
  ...purchase,
  item: { id, title, slug, handle },
});

/** The newest first; of a piece those that were settled. Nothing for what is none of these. */
export async function findPurchases({ db, rails }: Deps, { q, cursor }: Query): Promise<Page<DeskPurchase>> {
  const asked = readAsked(q);
  const key = asked && (await toKey(db, asked));
  if (!key) return { rows: [], next: null };
  const after = cursor ? decodeCursor(cursor, isInstant) : undefined;
  const chainIds = rails.map(({ network }) => network.chainId);
  const rows = await selectPurchases(db, key, { after, limit: PAGE + 1, chainIds });
  const page = toPage(rows, PAGE, ({ at, id }) => encodeCursor([at.toISOString(), id]));
  return { ...page, rows: page.rows.map(toPurchase) };
}
