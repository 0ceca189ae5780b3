// The first lines of a table or text, with its total length.
import { parse } from "csv-parse/sync";
import { headBound, rowsMax } from "../bounds";
import type { Made, PreviewPart, TableHead } from "../types";
import { pieces, type Source } from "./source";

const NEWLINE = 10;
const QUOTE = 34;
const columnsMax = 100;
const countedBytesMax = 128 * 1024 ** 2;

/** Counts lines outside quotes (RFC 4180), the last with or without a line end. */
async function countLines(source: Source): Promise<number> {
  let lines = 0;
  let quoted = false;
  let last = NEWLINE;
  for await (const piece of pieces(source)) {
    for (const byte of piece) {
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === NEWLINE && !quoted) lines++;
      last = byte;
    }
  }
  return last === NEWLINE ? lines : lines + 1;
}

/** The bytes that may be shown, decoded, without a character that is cut in two. */
async function readHead(source: Source, bytes: number): Promise<string> {
  return new TextDecoder("utf-8", { fatal: true }).decode(await source.read(0, bytes), { stream: true });
}

/** The delimiter that is most frequent in the first line. */
function delimiterOf(line: string): string {
  const count = (delimiter: string) => line.split(delimiter).length;
  return [",", ";", "\t", "|"].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** Whole lines only, so that a cut line does not look complete. */
function tableOf(head: string): TableHead | undefined {
  const lines = head.slice(0, head.lastIndexOf("\n") + 1);
  const [columns, ...rows]: string[][] = parse(lines, {
    bom: true,
    delimiter: delimiterOf(lines.slice(0, lines.indexOf("\n"))),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    to: rowsMax + 1,
  });
  return columns && rows.length > 0 && columns.length <= columnsMax ? { columns, rows } : undefined;
}

export async function makeTable(source: Source): Promise<Made> {
  const lines = source.bytes <= countedBytesMax ? await countLines(source) : undefined;
  const first = await readHead(source, Math.min(source.bytes, 64 * 1024));
  const [header = []]: string[][] = parse(first.slice(0, first.indexOf("\n") + 1) || first, {
    bom: true,
    delimiter: delimiterOf(first.split("\n", 1)[0] ?? ""),
    relax_quotes: true,
    to: 1,
  });
  const facts = { columns: header.length, ...(lines === undefined ? {} : { rows: Math.max(0, lines - 1) }) };
  const bound = headBound(source.bytes);
  const table = bound === undefined ? undefined : tableOf(await readHead(source, bound));
  if (!table) return { facts, parts: [], reason: "too_small" };
  const content = Buffer.from(JSON.stringify(table));
  return { facts, parts: [{ kind: "table", mediaType: "application/json", content }] };
}

/** Cut at the end of a line, a sentence or a word. */
function whole(head: string): string {
  const end = Math.max(head.lastIndexOf("\n"), head.lastIndexOf(". ") + 1);
  return head.slice(0, end > head.length / 2 ? end : head.lastIndexOf(" ")).trim();
}

export async function makeText(source: Source): Promise<Made> {
  const bound = headBound(source.bytes);
  const text = bound === undefined ? "" : whole((await readHead(source, bound)).replace(/^\ufeff/, ""));
  if (text === "") return { facts: {}, parts: [], reason: "too_small" };
  const part: PreviewPart = { kind: "text", mediaType: "text/plain", content: Buffer.from(text) };
  return { facts: {}, parts: [part] };
}
