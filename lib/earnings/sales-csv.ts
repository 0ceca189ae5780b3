// Sales as CSV (RFC 4180) with exact amounts, and as spreadsheets take them for numbers and dates. It begins with a byte order mark,
// without which Excel reads it in the encoding of its country. Cells that a spreadsheet would run as a formula are escaped.
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import { toDecimal } from "../kernel/money";
import type { Sale } from "./codecs";
import { listSales } from "./list-sales";

const batch = 500;
const byteOrderMark = "\ufeff";

const header = ["settled_at", "item", "title", "amount_usdc", "payer", "payer_kind", "transaction", "receipt"];

/** The decimal sign of a spreadsheet's country: where it is a comma, fields stand between semicolons. */
export type DecimalSign = "point" | "comma";

interface Form {
  separator: string;
  amount: (atomic: bigint) => string;
  time: (at: Date) => string;
}

/** A date with a time as every country's Excel reads it, in UTC. */
const plainTime = (at: Date) => at.toISOString().slice(0, 19).replace("T", " ");

const exact: Form = { separator: ",", amount: toDecimal, time: (at) => at.toISOString() };
const spreadsheets: Record<DecimalSign, Form> = {
  point: { ...exact, time: plainTime },
  comma: { separator: ";", amount: (atomic) => toDecimal(atomic).replace(".", ","), time: plainTime },
};

/** A leading =, +, -, @, also of full width, a tab or return starts a formula; a quote before it does not. */
export function cell(text: string): string {
  const inert = /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

function rowOf({ settledAt, itemId, title, amount, payer, payerKind, transaction, id }: Sale, form: Form): string {
  const facts = [payer, payerKind, transaction, id].map(cell);
  return `${[form.time(settledAt), cell(itemId), cell(title), form.amount(amount), ...facts].join(form.separator)}\r\n`;
}

/** All sales, latest first, in chunks. Without a sign of decimals: as machines read it, times in ISO 8601. */
export async function* salesCsv(deps: { db: Db }, wallet: Address, decimal?: DecimalSign): AsyncGenerator<string> {
  const form = decimal ? spreadsheets[decimal] : exact;
  yield `${byteOrderMark}${header.join(form.separator)}\r\n`;
  let cursor: string | undefined;
  do {
    const page = await listSales(deps, wallet, cursor, batch);
    if (page.rows.length) yield page.rows.map((sale) => rowOf(sale, form)).join("");
    cursor = page.next ?? undefined;
  } while (cursor);
}
