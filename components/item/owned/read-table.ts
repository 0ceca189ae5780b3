// A table out of the beginning of a file: bounded in rows and in columns, since every cell becomes an element of the page.
import { parse } from "csv-parse/browser/esm/sync";
import type { TableHead } from "@/lib/previews/types";
import type { Head } from "./read-head";

const rowsMax = 100;
const columnsMax = 100;

export interface ReadTable extends TableHead {
  /** In the file, with those that are not shown. */
  columnCount: number;
}

/** The delimiter that the first line has most of. */
function delimiterOf(line: string): string {
  const count = (delimiter: string) => line.split(delimiter).length;
  return [",", ";", "\t", "|"].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** Whole rows only: what was cut off is not shown as if it were all. Undefined for what cannot be taken apart. */
export function readTable({ text, isCut }: Head): ReadTable | undefined {
  const lines = isCut ? text.slice(0, text.lastIndexOf("\n") + 1) : text;
  const delimiter = delimiterOf(lines.split("\n", 1)[0] ?? "");
  try {
    const options = { bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
    const [columns, ...rows]: string[][] = parse(lines, { ...options, to: rowsMax + 1 });
    if (!columns) return undefined;
    const narrow = (row: string[]) => row.slice(0, columnsMax);
    return { columns: narrow(columns), rows: rows.map(narrow), columnCount: columns.length };
  } catch {
    return undefined;
  }
}
