"use client";
import clsx from "clsx";
import { useEffect, useState } from "react";
import { useText } from "@/lib/i18n/use-text";
import { text } from "../text";
import type { Section } from "./sections";

const listId = "contents-list";
/** Share of the window's height above which a heading has been passed. */
const passed = 0.35;

/** The section that is being read: the last whose heading was passed. Undefined before the first. */
function useCurrent(sections: Section[]): string | undefined {
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    const headings = sections.flatMap(({ id }) => document.getElementById(id) ?? []);
    const look = () =>
      setCurrent(headings.findLast((heading) => heading.getBoundingClientRect().top <= innerHeight * passed)?.id);
    const observer = new IntersectionObserver(look, { rootMargin: `0px 0px -${100 - passed * 100}% 0px` });
    for (const heading of headings) observer.observe(heading);
    return () => observer.disconnect();
  }, [sections]);
  return current;
}

/** The contents of an opened text: a column beside it where there is room, a sheet that `ContentsButton` opens elsewhere. */
export function Contents({ sections, lang }: { sections: Section[]; lang: string | undefined }) {
  const t = useText(text);
  const current = useCurrent(sections);
  return (
    <nav id={listId} popover="auto" aria-label={t.contents} className="contents-list print:hidden">
      <p aria-hidden className="eyebrow">
        {t.contents}
      </p>
      <ol lang={lang} className="mt-2.5 border-t border-rule">
        {sections.map(({ id, title, level }) => (
          <li key={id} className="border-b border-rule">
            <a
              href={`#${id}`}
              aria-current={id === current ? "location" : undefined}
              onClick={() => document.getElementById(listId)?.hidePopover()}
              className={clsx(
                "block py-2 text-sm leading-snug wrap-anywhere text-ink-2 hover:text-red aria-[current]:font-semibold aria-[current]:text-ink",
                level === 3 && "ps-4",
              )}
            >
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Opens the contents where they have no column of their own. */
export function ContentsButton() {
  const t = useText(text);
  return (
    <button
      type="button"
      popoverTarget={listId}
      className="link inline-flex min-h-10 items-center gap-1.5 text-sm font-semibold text-ink-2 xl:hidden"
    >
      {t.contents}
    </button>
  );
}
