import { useId } from "react";
import { dekMax, titleMax } from "@/lib/catalog/limits";
import { useText } from "@/lib/i18n/use-text";
import { Room } from "./room";
import { text } from "./text";
import type { Editor } from "./use-editor";

const bare =
  "block w-full resize-none border-0 border-b border-transparent bg-transparent px-0 py-1 font-serif [field-sizing:content] placeholder:text-ink-3 hover:border-rule focus:border-red focus:outline-none aria-invalid:border-red";

const onOneLine = (text: string) => text.replaceAll("\n", " ");

interface LineProps {
  editor: Editor;
  name: "title" | "dek";
  /** In characters. What is longer stays until its writer shortens it: nothing pasted is cut without a word. */
  max: number;
  placeholder: string;
  className: string;
}

function Line({ editor: { fields, set, errorOf }, name, max, placeholder, className }: LineProps) {
  const { parts } = useText(text);
  const id = useId();
  const error = errorOf(name);
  return (
    <div data-field={name}>
      <textarea
        aria-label={parts[name]}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-error ${id}-room`}
        value={fields[name]}
        onChange={(event) => set(name, onOneLine(event.target.value))}
        rows={1}
        placeholder={placeholder}
        className={`${bare} ${className}`}
      />
      <Room id={`${id}-room`} used={fields[name].trim().length} max={max} />
      {error && (
        <p id={`${id}-error`} className="mt-1 text-sm text-red">
          {error}
        </p>
      )}
    </div>
  );
}

/** Title and dek, styled as on the item's page. */
export function TitleFields({ editor }: { editor: Editor }) {
  const { parts, title: t } = useText(text);
  return (
    <div className="mb-8">
      <Line
        editor={editor}
        name="title"
        max={titleMax}
        placeholder={parts.title}
        className="text-3xl leading-tight font-[550] tracking-[-0.012em] md:text-4xl md:leading-tight"
      />
      <Line editor={editor} name="dek" max={dekMax} placeholder={t.dekHint} className="serif-italic mt-2 text-xl text-ink-2" />
    </div>
  );
}
