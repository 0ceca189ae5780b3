"use client";
import { parse } from "csv-parse/browser/esm/sync";
import { useMemo } from "react";
import { useText } from "@/lib/i18n/use-text";
import { TableHead } from "../previews/table-head";
import type { ViewerProps } from "./file-viewer";
import type { Head } from "./read-head";
import { State } from "./state";
import { text } from "./text";
import { TextViewer } from "./text-viewer";
import { useHead } from "./use-head";

const bytesMax = 128 * 1024;
const rowsMax = 100;

/** The delimiter that the first line has most of. */
function delimiterOf(line: string): string {
  const count = (delimiter: string) => line.split(delimiter).length;
  return [",", ";", "\t", "|"].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** Whole rows only: what was cut off is not shown as if it were all. */
function tableOf({ text: read, isCut }: Head): { columns: string[]; rows: string[][] } | undefined {
  const lines = isCut ? read.slice(0, read.lastIndexOf("\n") + 1) : read;
  const delimiter = delimiterOf(lines.split("\n", 1)[0] ?? "");
  try {
    const options = { bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
    const [columns, ...rows]: string[][] = parse(lines, { ...options, to: rowsMax + 1 });
    return columns && { columns, rows };
  } catch {
    return undefined;
  }
}

/** The first rows of a table; one that cannot be taken apart is shown as text. */
export function TableViewer({ file, url }: ViewerProps) {
  const t = useText(text);
  const head = useHead(url, bytesMax, file.bytes);
  const table = useMemo(() => (head === null || head === "failed" ? undefined : tableOf(head)), [head]);
  if (head === null || head === "failed") return <State failed={head === "failed"} />;
  if (!table) return <TextViewer file={file} url={url} />;
  return (
    <>
      <TableHead label={t.beginning(file.name)} head={table} />
      <p className="figures mt-2 text-sm text-ink-3">{t.rows(table.rows.length, file.facts?.rows)}</p>
    </>
  );
}
