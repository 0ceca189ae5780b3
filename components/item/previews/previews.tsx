import type { ReactNode } from "react";
import type { FileSummary } from "@/lib/catalog/codecs";
import { useText } from "@/lib/i18n/use-text";
import type { ShownPart, ShownPreview } from "@/lib/previews/codecs";
import { languageOf } from "../../format/language";
import { Clip } from "./clip";
import { Pictures } from "./pictures";
import { Sheets } from "./sheets";
import { TableHead } from "./table-head";
import { text } from "./text";

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

/** All previews of an item: pictures together, every other file in a figure of its own. */
export function FilePreviews(props: FilePreviewsProps) {
  const t = useText(text);
  const shown = shownOf(props);
  if (shown.length === 0) return null;
  const pictures = shown.filter(({ parts: [first] }) => first.kind === "picture");
  const others = shown.filter(({ parts: [first] }) => first.kind !== "picture");
  return (
    <section aria-labelledby="look-inside" className="space-y-8">
      <h2 id="look-inside" className="text-xl">
        {t.lookInside}
      </h2>
      {pictures.length > 0 && <Pictures pictures={pictures.map(({ file, parts: [part] }) => ({ file, part }))} />}
      {others.map(({ file, parts }) => (
        <OwnFigure key={file.id} file={file} parts={parts} />
      ))}
    </section>
  );
}

function OwnFigure({ file, parts }: Shown) {
  const t = useText(text);
  const [first] = parts;
  switch (first.kind) {
    case "page":
      return (
        <Captioned file={file} note={t.pages(parts.length, file.facts?.pages)}>
          <Sheets file={file} parts={parts} />
        </Captioned>
      );
    case "clip":
      return (
        <Captioned file={file} note={t.seconds(Math.round((first.durationMs ?? 0) / 1000), file.facts?.durationMs)}>
          <Clip file={file} part={first} />
        </Captioned>
      );
    case "table":
    case "text":
      return first.head === null ? null : typeof first.head === "string" ? (
        <Captioned file={file} note={t.begins}>
          <blockquote
            lang={languageOf(first.head)}
            className="border-s-2 border-rule ps-4 font-serif text-lg break-words whitespace-pre-wrap"
          >
            {first.head} <span aria-hidden>…</span>
          </blockquote>
        </Captioned>
      ) : (
        <Captioned file={file} note={t.rows(first.head.rows.length, file.facts?.rows)}>
          <TableHead label={t.firstRows(file.name)} head={first.head} />
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
