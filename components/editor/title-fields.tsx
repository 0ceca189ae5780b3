import { useId } from "react";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";
import type { Editor } from "./use-editor";

const bare =
  "block w-full resize-none border-0 border-b border-transparent bg-transparent px-0 py-1 font-serif [field-sizing:content] placeholder:text-ink-3 hover:border-rule focus:border-red focus:outline-none aria-invalid:border-red";

const onOneLine = (text: string) => text.replaceAll("\n", " ");

/** Title and dek, styled as on the item's page. */
export function TitleFields({ editor }: { editor: Editor }) {
  const { fields, set, errorOf } = editor;
  const { parts, title: t } = useText(text);
  const id = useId();
  const [titleError, dekError] = [errorOf("title"), errorOf("dek")];
  return (
    <div className="mb-8">
      <textarea
        aria-label={parts.title}
        aria-invalid={titleError ? true : undefined}
        aria-describedby={titleError && `${id}-title`}
        value={fields.title}
        onChange={(event) => set("title", onOneLine(event.target.value))}
        rows={1}
        maxLength={150}
        placeholder={parts.title}
        className={`${bare} text-3xl leading-tight font-[550] tracking-[-0.012em] md:text-4xl md:leading-tight`}
      />
      {titleError && (
        <p id={`${id}-title`} className="mt-1 text-sm text-red">
          {titleError}
        </p>
      )}
      <textarea
        aria-label={parts.dek}
        aria-invalid={dekError ? true : undefined}
        aria-describedby={dekError && `${id}-dek`}
        value={fields.dek}
        onChange={(event) => set("dek", onOneLine(event.target.value))}
        rows={1}
        maxLength={300}
        placeholder={t.dekHint}
        className={`${bare} serif-italic mt-2 text-xl text-ink-2`}
      />
      {dekError && (
        <p id={`${id}-dek`} className="mt-1 text-sm text-red">
          {dekError}
        </p>
      )}
    </div>
  );
}
