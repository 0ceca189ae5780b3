"use client";
import clsx from "clsx";
import Link from "next/link";
import { type ReactNode, type RefObject, useEffect, useId, useState } from "react";
import { languageOf } from "@/components/format/language";
import { Avatar } from "@/components/ui/avatar";
import type { AnswerOf } from "@/lib/api-client/client";
import { call } from "@/lib/browser/api";
import { isComposing } from "@/lib/browser/is-composing";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./suggestions-text";

type Found = AnswerOf<"GET /api/suggestions">;

type Field = RefObject<HTMLInputElement | null>;

const none: Found = { creators: [], tags: [], pieces: [] };
/** Nobody who types on is asked for. */
const restMs = 180;

/** What may be meant by what is typed, once the typing rests. Stays as it was while an answer is on its way, or does not come. */
function useFound(typed: string): Found {
  const [found, setFound] = useState(none);
  useEffect(() => {
    if (!typed) return setFound(none);
    const gone = new AbortController();
    const ask = () =>
      call("GET /api/suggestions", { query: { search: typed }, signal: gone.signal }).then(setFound, () => undefined);
    const timer = setTimeout(ask, restMs);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [typed]);
  return found;
}

interface Option {
  href: string;
  shown: ReactNode;
}

function optionsOf({ creators, tags, pieces }: Found, about: string): Option[] {
  return [
    ...creators.map(({ handle, displayName, avatarId }) => ({
      href: `/@${handle}`,
      shown: (
        <>
          <Avatar name={displayName} pictureId={avatarId} className="size-6 text-xs" />
          <span className="truncate font-semibold">{displayName}</span>
          <span className="ms-auto truncate text-ink-3">@{handle}</span>
        </>
      ),
    })),
    ...tags.map((tag) => ({
      href: `/?tag=${encodeURIComponent(tag)}`,
      shown: (
        <>
          <span className="text-ink-3">{about}</span>
          <span className="truncate font-semibold">{tag}</span>
        </>
      ),
    })),
    ...pieces.map(({ title, handle, slug }) => ({
      href: `/@${handle}/${slug}`,
      shown: (
        <span lang={languageOf(title)} className="line-clamp-2 font-serif leading-snug">
          {title}
        </span>
      ),
    })),
  ];
}

/** Hears what is typed into the field, and when it is left. */
function useTyped(input: Field) {
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const field = input.current;
    if (!field) return;
    const ends = new AbortController();
    const { signal } = ends;
    const close = () => setOpen(false);
    const type = () => {
      setTyped(field.value.trim());
      setOpen(true);
    };
    field.addEventListener("input", type, { signal });
    field.addEventListener("blur", close, { signal });
    field.form?.addEventListener("submit", close, { signal });
    return () => ends.abort();
  }, [input]);
  return { typed, isOpen, setOpen };
}

interface Choosing {
  listId: string;
  isShown: boolean;
  options: Option[];
  onClose: () => void;
  onChoose: (at: number) => void;
}

/** Moves through the options by arrows, takes one by Enter, and tells who cannot see them. -1 is the field itself. */
function useActive(input: Field, { listId, isShown, options, onClose, onChoose }: Choosing): number {
  // By its address: an answer that comes late moves options, and not the choice to another.
  const [moved, setMoved] = useState<string>();
  const active = isShown ? options.findIndex(({ href }) => href === moved) : -1;
  useEffect(() => {
    const field = input.current;
    if (!field) return;
    const said = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": `${isShown}`,
      "aria-controls": listId,
      "aria-activedescendant": active < 0 ? "" : optionId(listId, active),
    };
    for (const [name, value] of Object.entries(said)) field.setAttribute(name, value);
    const press = (event: KeyboardEvent) => {
      if (isComposing(event) || !isShown) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) setMoved(options[((active + 1 + step + options.length + 1) % (options.length + 1)) - 1]?.href);
      else if (event.key === "Escape") onClose();
      else if (event.key === "Enter" && active >= 0) onChoose(active);
      else return;
      event.preventDefault();
    };
    const forget = () => setMoved(undefined);
    field.addEventListener("keydown", press);
    field.addEventListener("input", forget);
    return () => {
      field.removeEventListener("keydown", press);
      field.removeEventListener("input", forget);
    };
  });
  return active;
}

const optionId = (listId: string, at: number) => `${listId}-${at}`;

/** The list below the search field (ARIA: a combobox with a list box). The field itself stays a plain one. */
export function Suggestions({ input }: { input: Field }) {
  const t = useText(text);
  const listId = useId();
  const { typed, isOpen, setOpen } = useTyped(input);
  const options = optionsOf(useFound(typed), t.about);
  const isShown = isOpen && typed !== "" && options.length > 0;
  const onClose = () => setOpen(false);
  const onChoose = (at: number) => document.getElementById(optionId(listId, at))?.click();
  const active = useActive(input, { listId, isShown, options, onClose, onChoose });
  return (
    <>
      <span role="status" className="sr-only">
        {isShown ? t.count(options.length) : ""}
      </span>
      <div
        id={listId}
        role="listbox"
        aria-label={t.suggestions}
        hidden={!isShown}
        className="absolute inset-x-0 top-full z-20 mt-1 rounded-md border border-rule-strong bg-raised py-1.5 shadow-lg"
      >
        {options.map(({ href, shown }, at) => (
          <Link
            key={href}
            id={optionId(listId, at)}
            href={href}
            role="option"
            tabIndex={-1}
            prefetch={false}
            aria-selected={at === active}
            // The field keeps the focus: leaving it would close the list before the press is one.
            onMouseDown={(event) => event.preventDefault()}
            onClick={onClose}
            className={clsx("flex items-center gap-2.5 px-3 py-2 text-sm no-underline hover:bg-sunk", at === active && "bg-sunk")}
          >
            {shown}
          </Link>
        ))}
      </div>
    </>
  );
}
