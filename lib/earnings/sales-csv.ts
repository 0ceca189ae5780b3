// Sales as CSV (RFC 4180) with exact amounts. Cells that a spreadsheet would run as a formula are escaped.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import { toDecimal } from "../kernel/money";
import type { Sale } from "./codecs";
import { listSales } from "./list-sales";

const batch = 500;

const header = ["settled_at", "item", "title", "amount_usdc", "payer", "payer_kind", "transaction", "receipt"];

/** A leading =, +, -, @, tab or return starts a formula; a quote before it does not. */
export function cell(text: string): string {
  const inert = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

const row = (cells: string[]) => `${cells.map(cell).join(",")}\r\n`;

function saleRow(sale: Sale): string {
  const { settledAt, itemId, title, amount, payer, payerKind, transaction, id } = sale;
  return row([settledAt.toISOString(), itemId, title, toDecimal(amount), payer, payerKind, transaction, id]);
}

/** All sales, latest first, in chunks. */
export async function* salesCsv(deps: { db: Db }, wallet: Address): AsyncGenerator<string> {
  yield row(header);
  let cursor: string | undefined;
  do {
    const page = await listSales(deps, wallet, cursor, batch);
    if (page.rows.length) yield page.rows.map(saleRow).join("");
    cursor = page.next ?? undefined;
  } while (cursor);
}
