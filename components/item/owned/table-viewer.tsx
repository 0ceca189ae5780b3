"use client";
import { useMemo } from "react";
import { useText } from "@/lib/i18n/use-text";
import { TableHead } from "../previews/table-head";
import { readTable } from "./read-table";
import { State } from "./state";
import { text } from "./text";
import { TextViewer } from "./text-viewer";
import type { ViewerProps } from "./types";
import { useHead } from "./use-head";

const bytesMax = 128 * 1024;

/** The first rows of a table, or plain text if it cannot be parsed. */
export function TableViewer({ file, url }: ViewerProps) {
  const t = useText(text);
  const head = useHead(url, bytesMax, file.bytes);
  const table = useMemo(() => (head === null || head === "failed" ? undefined : readTable(head)), [head]);
  if (head === null || head === "failed") return <State failed={head === "failed"} />;
  if (!table) return <TextViewer file={file} url={url} />;
  return (
    <>
      <TableHead label={t.beginning(file.name)} head={table} />
      <p className="figures mt-2 text-sm text-ink-3">
        {t.rows(table.rows.length, file.facts?.rows)}
        {table.columnCount > table.columns.length && ` · ${t.columns(table.columns.length, table.columnCount)}`}
      </p>
    </>
  );
}
