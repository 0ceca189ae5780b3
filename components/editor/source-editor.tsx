import type { ClipboardEvent, DragEvent } from "react";
import { useText } from "@/lib/i18n/use-text";
import { minutesOf } from "@/lib/kernel/reading-time";
import { countWords } from "@/lib/markdown/words";
import { PaidRule } from "./paid-rule";
import { PictureNotices } from "./pictures/picture-notices";
import { useSourcePictures } from "./pictures/use-source-pictures";
import { type TextCopy, text } from "./text";
import type { Editor } from "./use-editor";

/** Both parts as they are stored. */
export function SourceEditor({ editor, copy }: { editor: Editor; copy: TextCopy }) {
  const take = useSourcePictures(editor);
  return (
    <>
      <PictureNotices pictures={editor.pictures} onDrop={() => {}} />
      <Part editor={editor} name="preview" rows={8} onFiles={take} {...copy.free} />
      <PaidRule label={copy.divider} />
      <Part editor={editor} name="content" rows={editor.draft.kind === "article" ? 18 : 6} onFiles={take} {...copy.paid} />
    </>
  );
}

interface PartProps {
  editor: Editor;
  name: "preview" | "content";
  rows: number;
  /** Pictures that were pasted or dropped here. */
  onFiles(name: "preview" | "content", files: File[]): void;
  label: string;
  hint: string;
  empty: string;
}

function Part({ editor, name, rows, onFiles, label, hint, empty }: PartProps) {
  const t = useText(text);
  const value = editor.fields[name];
  const error = editor.errorOf(name);
  const words = countWords(value);
  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    const files = [...data.files];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(name, files);
  };
  return (
    <div data-field={name}>
      <div className="mb-1.5 flex items-baseline justify-between gap-4 text-sm">
        <label htmlFor={`text-${name}`} className="font-semibold">
          {label}
        </label>
        <span className="figures text-ink-3">
          {t.words(words)}
          {words > 0 && ` · ${t.minutes(minutesOf(words))}`}
        </span>
      </div>
      <textarea
        id={`text-${name}`}
        value={value}
        onChange={(event) => editor.set(name, event.target.value)}
        onPaste={(event) => {
          // Tables and word processors add a picture of the text that was copied: the text is meant.
          if (event.clipboardData.getData("text/plain") === "") take(event, event.clipboardData);
        }}
        onDrop={(event) => take(event, event.dataTransfer)}
        rows={rows}
        placeholder={empty}
        aria-invalid={error ? true : undefined}
        aria-describedby={`text-${name}-hint`}
        className="block w-full resize-y rounded-md border border-rule-strong bg-raised px-4 py-3.5 font-mono text-base leading-relaxed [field-sizing:content] placeholder:text-ink-3 hover:border-ink-3 focus-visible:outline-offset-0 aria-invalid:border-red"
        style={{ minHeight: `${rows * 1.6}rem` }}
      />
      <p id={`text-${name}-hint`} className="mt-1.5 text-sm text-ink-3">
        {error && <span className="block text-red">{error}</span>}
        {hint}
      </p>
    </div>
  );
}
