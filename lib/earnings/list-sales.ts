// The sales of one creator, latest first, page by page.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import { decodeCursor, encodeCursor, isInstant } from "../kernel/cursor";
import { PAGE_SIZE, type Page, toPage } from "../kernel/page";
import type { Sale } from "./codecs";
import { selectSales } from "./earnings-queries";

export async function listSales({ db }: { db: Db }, wallet: Address, cursor?: string, size = PAGE_SIZE): Promise<Page<Sale>> {
  const after = cursor ? decodeCursor(cursor, isInstant) : undefined;
  const rows = await selectSales(db, wallet, after, size + 1);
  return toPage(rows, size, (sale) => encodeCursor([sale.settledAt.toISOString(), sale.id]));
}
