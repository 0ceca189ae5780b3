import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { contentBytesMax, previewBytesMax } from "@/lib/catalog/limits";
import { useText } from "@/lib/i18n/use-text";
import { minutesOf } from "@/lib/kernel/reading-time";
import { countWords } from "@/lib/markdown/words";
import type { RichCopy } from "./rich/rich-editor";
import { ByteRoom } from "./room";
import { SourceEditor } from "./source-editor";
import { StrayDefinitions } from "./stray-definitions";
import { type TextCopy, text } from "./text";
import { TextPreview } from "./text-preview";
import type { Editor, RenderMarkdown } from "./use-editor";

const Loading = () => (
  <div role="status" className="space-y-3">
    <span className="sr-only">{useText(text).text.opening}</span>
    <Skeleton className="h-4 w-full" />
    <Skeleton className="h-4 w-11/12" />
    <Skeleton className="h-4 w-4/5" />
  </div>
);

/** Loaded on demand: about 250 kB. */
const RichEditor = dynamic(() => import("./rich/rich-editor").then((module) => module.RichEditor), {
  ssr: false,
  loading: Loading,
});

/** In characters. Longer texts would block typing while they are serialised. */
const richTextMax = 150_000;

type Mode = "write" | "source" | "preview";
type Rendered = NonNullable<Awaited<ReturnType<RenderMarkdown>>> | "loading" | "failed";

const modes: Mode[] = ["write", "source", "preview"];

/** Labels of the two parts, for articles and for file items. */
const richCopyOf = ({ label, free, paid, divider, describe }: TextCopy): RichCopy => ({
  label,
  free: free.empty,
  paid: paid.empty,
  divider: { label: divider, describe },
});

/** The text in three modes: rich text, Markdown source and preview. */
export function TextEditor({ editor }: { editor: Editor }) {
  const { draft, fields, desk, epoch } = editor;
  const isLong = fields.preview.length + fields.content.length > richTextMax;
  const [mode, setMode] = useState<Mode>("write");
  const [isWaiting, setWaiting] = useState(false);
  const [rendered, setRendered] = useState<Rendered>("loading");
  const words = useText(text);
  const t = words.text;
  const copy = words[draft.kind];
  const shown = mode === "write" && isLong ? "source" : mode;

  const show = async (next: Mode) => {
    // What is on its way has its place in this text alone.
    setWaiting(true);
    await editor.pictures.idle();
    setWaiting(false);
    desk.pull?.();
    setMode(next);
    if (next !== "preview") return;
    setRendered("loading");
    const { preview, content } = desk.snapshot().fields;
    setRendered((await editor.render(preview, content).catch(() => null)) ?? "failed");
  };

  return (
    <section aria-label={t.label} data-field="preview content">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-rule">
        <div
          role="tablist"
          aria-label={t.label}
          aria-busy={isWaiting}
          className="flex gap-5 aria-busy:cursor-progress aria-busy:opacity-60"
        >
          {modes.map((of) => (
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
              {t[of]}
            </button>
          ))}
        </div>
        <p className="figures flex flex-wrap gap-x-4 py-1.5 text-xs text-ink-3">
          <Length name={copy.free.short} of={fields.preview} bytesMax={previewBytesMax} />
          <Length name={copy.paid.short} of={fields.content} bytesMax={contentBytesMax} />
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
            pictures={editor.pictures}
            copy={richCopyOf(copy)}
            onTexts={(texts) => desk.write(texts)}
            onTyping={() => desk.touch()}
            onPull={(pull) => {
              desk.pull = pull;
            }}
          />
        )}
        {shown === "source" && <SourceEditor editor={editor} copy={copy} />}
        {shown === "preview" && <TextPreview rendered={rendered} label={copy.divider} />}
      </div>
      <StrayDefinitions editor={editor} />
    </section>
  );
}

function Length({ name, of, bytesMax }: { name: string; of: string; bytesMax: number }) {
  const t = useText(text);
  const words = useMemo(() => countWords(of), [of]);
  return (
    <span>
      {name} <span className="text-ink-2">{t.words(words)}</span>
      {words > 0 && ` · ${t.minutes(minutesOf(words))}`}
      <ByteRoom of={of} max={bytesMax} />
    </span>
  );
}
