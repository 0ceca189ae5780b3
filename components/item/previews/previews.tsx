import type { ReactNode } from "react";
import type { FileSummary } from "@/lib/catalog/types";
import type { ShownPart, ShownPreview } from "@/lib/previews/types";
import { formatCount, formatDuration } from "../format";
import { Clip } from "./clip";
import { Pictures } from "./pictures";
import { Sheets } from "./sheets";
import { TableHead } from "./table-head";

interface FilePreviewsProps {
  files: FileSummary[];
  previews: ShownPreview[];
}

interface Shown {
  file: FileSummary;
  parts: [ShownPart, ...ShownPart[]];
}

function shownOf({ files, previews }: FilePreviewsProps): Shown[] {
  return files.flatMap((file) => {
    const [first, ...rest] = previews.find(({ fileId }) => fileId === file.id)?.parts ?? [];
    return first ? [{ file, parts: [first, ...rest] }] : [];
  });
}

/** What there is to see and hear before buying. Pictures stand together; everything else has its own figure. */
export function FilePreviews(props: FilePreviewsProps) {
  const shown = shownOf(props);
  if (shown.length === 0) return null;
  const pictures = shown.filter(({ parts: [first] }) => first.kind === "picture");
  const others = shown.filter(({ parts: [first] }) => first.kind !== "picture");
  return (
    <section aria-labelledby="look-inside" className="mt-12 space-y-8">
      <h2 id="look-inside" className="text-xl">
        A look inside
      </h2>
      {pictures.length > 0 && <Pictures pictures={pictures.map(({ file, parts: [part] }) => ({ file, part }))} />}
      {others.map(({ file, parts }) => (
        <OwnFigure key={file.id} file={file} parts={parts} />
      ))}
    </section>
  );
}

function OwnFigure({ file, parts }: Shown) {
  const [first] = parts;
  switch (first.kind) {
    case "page":
      return (
        <Captioned file={file} note={pagesNote(parts.length, file.facts?.pages)}>
          <Sheets file={file} parts={parts} />
        </Captioned>
      );
    case "clip":
      return (
        <Captioned file={file} note={clipNote(first, file.facts?.durationMs)}>
          <Clip file={file} part={first} />
        </Captioned>
      );
    case "table":
    case "text":
      return first.head === null ? null : typeof first.head === "string" ? (
        <Captioned file={file} note="How it begins">
          <blockquote className="border-s-2 border-rule ps-4 font-serif text-lg break-words whitespace-pre-wrap">
            {first.head} <span aria-hidden>…</span>
          </blockquote>
        </Captioned>
      ) : (
        <Captioned file={file} note={rowsNote(first.head.rows.length, file.facts?.rows)}>
          <TableHead file={file} head={first.head} />
        </Captioned>
      );
    case "picture":
      return null;
  }
}

function Captioned({ file, note, children }: { file: FileSummary; note: string; children: ReactNode }) {
  return (
    <figure>
      <figcaption className="mb-2.5 flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <span className="font-semibold break-words">{file.name}</span>
        <span className="figures text-ink-3">{note}</span>
      </figcaption>
      {children}
    </figure>
  );
}

function pagesNote(shown: number, pages: number | undefined): string {
  const which = shown === 1 ? "Page 1" : `Pages 1–${shown}`;
  return pages ? `${which} of ${pages.toLocaleString("en-US")}` : which;
}

function clipNote({ durationMs }: ShownPart, whole: number | undefined): string {
  const seconds = formatCount(Math.round((durationMs ?? 0) / 1000), "second");
  return whole ? `The first ${seconds} of ${formatDuration(whole)}` : `The first ${seconds}`;
}

function rowsNote(shown: number, rows: number | undefined): string {
  const which = shown === 1 ? "The first row" : `The first ${shown} rows`;
  return rows ? `${which} of ${rows.toLocaleString("en-US")}` : which;
}
