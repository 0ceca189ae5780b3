import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { Input } from "@/components/ui/field";

const tagsMax = 5;

interface TagsFieldProps {
  /** As one line, with commas. */
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  /** Tags in use. */
  known: string[];
}

const split = (text: string) =>
  text
    .split(",")
    .map((tag) => tag.trim().toLowerCase())
    .filter(Boolean);

/** Tags one by one: Enter or a comma adds what was typed, Backspace in the empty field takes the last one away. */
export function TagsField({ value, onChange, error, known }: TagsFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const tags = split(value);
  const put = (next: string[]) => onChange([...new Set(next)].join(", "));
  const add = (text: string) => {
    put([...tags, ...split(text)]);
    setTyped("");
  };
  const type = (text: string) => {
    // A suggestion that was chosen arrives whole, and so does a list that was pasted.
    if (text.includes(",") || (known.includes(text) && Math.abs(text.length - typed.length) > 1)) add(text);
    else setTyped(text);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && typed.trim()) {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "") put(tags.slice(0, -1));
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 flex items-baseline justify-between gap-3 text-sm font-semibold">
        Tags <span className="font-normal text-ink-3">optional</span>
      </label>
      {tags.length > 0 && (
        <ul aria-label="Chosen tags" className="mb-2 flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="flex items-center rounded-sm border border-rule-strong ps-2 text-sm">
              {tag}
              <button
                type="button"
                aria-label={`Remove the tag ${tag}`}
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
          aria-describedby={`${id}-hint`}
        />
      )}
      <datalist id={`${id}-known`}>
        {known
          .filter((tag) => !tags.includes(tag))
          .map((tag) => (
            <option key={tag} value={tag} />
          ))}
      </datalist>
      <p id={`${id}-hint`} className={`mt-1.5 text-sm ${error ? "text-red" : "text-ink-3"}`}>
        {error ?? (tags.length < tagsMax ? "Up to five; Enter adds one." : "Five is as many as there can be.")}
      </p>
    </div>
  );
}
