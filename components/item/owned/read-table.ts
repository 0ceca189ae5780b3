// Parses the beginning of a table, bounded in rows and columns, since every cell becomes an element of the page.
import { parse } from "csv-parse/browser/esm/sync";
import type { TableHead } from "@/lib/previews/types";
import type { Head } from "./read-head";

const rowsMax = 100;
const columnsMax = 100;

export interface ReadTable extends TableHead {
  /** In the file, including those that are not shown. */
  columnCount: number;
}

/** The delimiter that is most frequent in the first line. */
function delimiterOf(line: string): string {
  const count = (delimiter: string) => line.split(delimiter).length;
  return [",", ";", "\t", "|"].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** Whole rows only, so that a cut row does not look complete. Undefined for text that is not a table. */
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
