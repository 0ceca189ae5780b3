import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { Input } from "@/components/ui/field";
import { isComposing } from "@/lib/browser/is-composing";
import { tagMax, tagsMax } from "@/lib/catalog/limits";
import { useText } from "@/lib/i18n/use-text";
import { Room } from "../room";
import { text } from "../text";

interface TagsFieldProps {
  /** As one line, with commas. */
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  /** Tags in use. */
  known: string[];
}

const split = (typed: string) =>
  typed
    .split(",")
    .map((tag) => tag.trim().toLowerCase())
    .filter(Boolean);

/** Tags one by one: Enter or a comma adds what was typed, Backspace in the empty field takes the last one away. */
export function TagsField({ value, onChange, error, known }: TagsFieldProps) {
  const t = useText(text).rail;
  const id = useId();
  const [typed, setTyped] = useState("");
  const tags = split(value);
  const put = (next: string[]) => onChange([...new Set(next)].join(", "));
  const add = (more: string) => {
    put([...tags, ...split(more)]);
    setTyped("");
  };
  const type = (next: string) => {
    // A suggestion that was chosen arrives whole, and so does a list that was pasted.
    if (next.includes(",") || (known.includes(next) && Math.abs(next.length - typed.length) > 1)) add(next);
    else setTyped(next);
  };
  const onKey = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Enter" && typed.trim()) {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "") put(tags.slice(0, -1));
  };
  return (
    <div data-field="tags">
      <label htmlFor={id} className="mb-1.5 flex items-baseline justify-between gap-3 text-sm font-semibold">
        {t.tags} <span className="font-normal text-ink-3">{t.optional}</span>
      </label>
      {tags.length > 0 && (
        <ul aria-label={t.chosenTags} className="mb-2 flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="flex items-center rounded-sm border border-rule-strong ps-2 text-sm">
              {tag}
              <button
                type="button"
                aria-label={t.removeTag(tag)}
                onClick={() => put(tags.filter((other) => other !== tag))}
                className="grid size-7 place-items-center text-ink-3 hover:text-ink"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {tags.length < tagsMax && (
        <Input
          id={id}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKey}
          onBlur={() => typed.trim() && add(typed)}
          list={`${id}-known`}
          autoComplete="off"
          autoCapitalize="none"
          maxLength={100}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-room ${id}-hint`}
        />
      )}
      <Room id={`${id}-room`} used={typed.trim().length} max={tagMax} />
      <datalist id={`${id}-known`}>
        {known
          .filter((tag) => !tags.includes(tag))
          .map((tag) => (
            <option key={tag} value={tag} />
          ))}
      </datalist>
      <p id={`${id}-hint`} className={`mt-1.5 text-sm ${error ? "text-red" : "text-ink-3"}`}>
        {error ?? (tags.length >= tagsMax ? t.tagsFull : tags.length > tagsMax - 3 ? t.tagsOf(tags.length) : t.tagsHint)}
      </p>
    </div>
  );
}
