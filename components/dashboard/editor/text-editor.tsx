import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { formatCount, minutesOf } from "@/components/item/format";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { countWords } from "@/lib/kernel/words";
import { SourceEditor } from "./source-editor";
import { textCopy } from "./text-copy";
import { TextPreview } from "./text-preview";
import type { Editor, RenderMarkdown } from "./use-editor";

const Loading = () => (
  <div role="status" className="space-y-3">
    <span className="sr-only">Opening the text</span>
    <Skeleton className="h-4 w-full" />
    <Skeleton className="h-4 w-11/12" />
    <Skeleton className="h-4 w-4/5" />
  </div>
);

/** A quarter of a megabyte that no other page needs. */
const RichEditor = dynamic(() => import("./rich/rich-editor").then((module) => module.RichEditor), {
  ssr: false,
  loading: Loading,
});

/** Past this, reading everything again at each save takes longer than a person should wait. Characters. */
const richTextMax = 150_000;

type Mode = "write" | "source" | "preview";
type Rendered = NonNullable<Awaited<ReturnType<RenderMarkdown>>> | "loading" | "failed";

const modes: { mode: Mode; label: string }[] = [
  { mode: "write", label: "Write" },
  { mode: "source", label: "Markdown" },
  { mode: "preview", label: "Preview" },
];

/** One text in three forms: as it will look, as it is stored, and as readers get it. */
export function TextEditor({ editor }: { editor: Editor }) {
  const { draft, fields, desk, epoch } = editor;
  const isLong = fields.preview.length + fields.content.length > richTextMax;
  const [mode, setMode] = useState<Mode>("write");
  const [rendered, setRendered] = useState<Rendered>("loading");
  const copy = textCopy[draft.kind];
  const shown = mode === "write" && isLong ? "source" : mode;

  const show = async (next: Mode) => {
    desk.pull?.();
    setMode(next);
    if (next !== "preview") return;
    setRendered("loading");
    const { preview, content } = desk.snapshot().fields;
    setRendered((await editor.render(preview, content).catch(() => null)) ?? "failed");
  };

  return (
    <section aria-label="Text">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-rule">
        <div role="tablist" aria-label="Text" className="flex gap-5">
          {modes.map(({ mode: of, label }) => (
            <button
              key={of}
              type="button"
              role="tab"
              id={`tab-${of}`}
              aria-controls="panel-text"
              aria-selected={shown === of}
              disabled={of === "write" && isLong}
              onClick={() => void show(of)}
              className="min-h-10 border-b-2 border-transparent text-sm font-semibold text-ink-3 hover:text-ink disabled:opacity-50 aria-selected:border-red-fill aria-selected:text-ink"
            >
              {label}
            </button>
          ))}
        </div>
        <p className="figures flex flex-wrap gap-x-4 py-1.5 text-xs text-ink-3">
          <Length name={copy.free.short} text={fields.preview} />
          <Length name={copy.paid.short} text={fields.content} />
        </p>
      </div>
      <div role="tabpanel" id="panel-text" aria-labelledby={`tab-${shown}`} className={shown === "write" ? "" : "pt-5"}>
        {["preview", "content"].map((name) => {
          const error = editor.errorOf(name);
          return error && shown !== "source" ? (
            <Notice key={name} tone="red" className="mt-5">
              {error}
            </Notice>
          ) : null;
        })}
        {shown === "write" && (
          <RichEditor
            key={epoch}
            texts={{ preview: fields.preview, content: fields.content }}
            copy={copy.rich}
            onTexts={(texts) => desk.write(texts)}
            onTyping={() => desk.touch()}
            onPull={(pull) => {
              desk.pull = pull;
            }}
          />
        )}
        {shown === "source" && <SourceEditor editor={editor} copy={copy} />}
        {shown === "preview" && <TextPreview rendered={rendered} label={copy.rich.divider.label} />}
      </div>
    </section>
  );
}

function Length({ name, text }: { name: string; text: string }) {
  const words = useMemo(() => countWords(text), [text]);
  return (
    <span>
      {name} <span className="text-ink-2">{formatCount(words, "word")}</span>
      {words > 0 && ` · ${minutesOf(words)} min`}
    </span>
  );
}
