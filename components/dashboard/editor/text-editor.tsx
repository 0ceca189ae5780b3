import { useState } from "react";
import { formatCount, minutesOf } from "@/components/item/format";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { countWords } from "./fields";
import type { Editor, RenderMarkdown } from "./use-editor";

type Rendered = Awaited<ReturnType<RenderMarkdown>>;

const copy = {
  article: {
    free: { label: "Free part", hint: "Everybody reads this. Markdown.", empty: "The beginning, enough to judge by…" },
    paid: {
      label: "Paid part",
      hint: "Only those who paid read this. Its ## headings are shown as “What’s inside”.",
      empty: "What the price buys…",
    },
  },
  file: {
    free: { label: "Description", hint: "Everybody reads this. Markdown.", empty: "What the files are, and for whom…" },
    paid: {
      label: "Note to buyers",
      hint: "Only those who paid read this: instructions, a thank-you. Optional.",
      empty: "How to use what you bought…",
    },
  },
};

const tabClass =
  "min-h-10 border-b-2 border-transparent text-sm font-semibold text-ink-3 hover:text-ink aria-selected:border-red-fill aria-selected:text-ink";

/** The two texts, to write in Markdown and to look at as readers will. */
export function TextEditor({ editor }: { editor: Editor }) {
  const { draft, fields } = editor;
  const [rendered, setRendered] = useState<Rendered | "loading" | "failed" | undefined>(undefined);
  const { free, paid } = copy[draft.kind];

  const show = async () => {
    setRendered("loading");
    setRendered((await editor.render(fields.preview, fields.content).catch(() => null)) ?? "failed");
  };

  return (
    <section aria-label="Text">
      <div role="tablist" aria-label="Text" className="mb-5 flex gap-5 border-b border-rule">
        <button
          type="button"
          role="tab"
          id="tab-write"
          aria-controls="panel-text"
          aria-selected={!rendered}
          onClick={() => setRendered(undefined)}
          className={tabClass}
        >
          Write
        </button>
        <button
          type="button"
          role="tab"
          id="tab-preview"
          aria-controls="panel-text"
          aria-selected={Boolean(rendered)}
          onClick={show}
          className={tabClass}
        >
          Preview
        </button>
      </div>
      <div role="tabpanel" id="panel-text" aria-labelledby={rendered ? "tab-preview" : "tab-write"}>
        {rendered ? (
          <Preview rendered={rendered} />
        ) : (
          <>
            <Part editor={editor} name="preview" rows={8} {...free} />
            <PaidRule />
            <Part editor={editor} name="content" rows={draft.kind === "article" ? 18 : 6} {...paid} />
          </>
        )}
      </div>
    </section>
  );
}

interface PartProps {
  editor: Editor;
  name: "preview" | "content";
  rows: number;
  label: string;
  hint: string;
  empty: string;
}

function Part({ editor, name, rows, label, hint, empty }: PartProps) {
  const text = editor.fields[name];
  const error = editor.errorOf(name);
  const words = countWords(text);
  return (
    <div>
      <div className="mb-1.5 flex items-baseline justify-between gap-4 text-sm">
        <label htmlFor={`text-${name}`} className="font-semibold">
          {label}
        </label>
        <span className="figures text-ink-3">
          {formatCount(words, "word")}
          {words > 0 && ` · ${minutesOf(words)} min`}
        </span>
      </div>
      <textarea
        id={`text-${name}`}
        value={text}
        onChange={(event) => editor.set(name, event.target.value)}
        rows={rows}
        placeholder={empty}
        aria-invalid={error ? true : undefined}
        aria-describedby={`text-${name}-hint`}
        className="block w-full resize-y rounded-md border border-rule-strong bg-raised px-4 py-3.5 font-serif text-lg leading-relaxed [field-sizing:content] placeholder:text-ink-3 hover:border-ink-3 focus-visible:outline-offset-0 aria-invalid:border-red"
        style={{ minHeight: `${rows * 1.6}rem` }}
      />
      <p id={`text-${name}-hint`} className="mt-1.5 text-sm text-ink-3">
        {error && <span className="block text-red">{error}</span>}
        {hint}
      </p>
    </div>
  );
}

const PaidRule = () => (
  <div className="my-7 flex items-center gap-4 text-sm font-semibold text-red">
    <span aria-hidden className="h-px flex-1 border-t border-dashed border-red" />
    Everything below is paid
    <span aria-hidden className="h-px flex-1 border-t border-dashed border-red" />
  </div>
);

function Preview({ rendered }: { rendered: NonNullable<Rendered> | "loading" | "failed" }) {
  if (rendered === "failed")
    return <Notice tone="red">The preview could not be made. Your text is still here; try again in a moment.</Notice>;
  if (rendered === "loading") {
    return (
      <div role="status" className="space-y-3">
        <span className="sr-only">Making the preview</span>
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-11/12" />
        <Skeleton className="h-4 w-4/5" />
      </div>
    );
  }
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown */}
      <div className="reading" dangerouslySetInnerHTML={{ __html: rendered.preview || "<p><em>No free part.</em></p>" }} />
      <PaidRule />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised by renderMarkdown */}
      <div className="reading" dangerouslySetInnerHTML={{ __html: rendered.content || "<p><em>No paid part.</em></p>" }} />
    </>
  );
}
