"use client";
import clsx from "clsx";
import { useEffect, useState } from "react";
import type { Section } from "./sections";
import { listId } from "./slots";

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

interface ContentsProps {
  label: string;
  sections: Section[];
  lang: string | undefined;
}

/** The contents of an opened text: a column beside it where there is room, a sheet that `ContentsButton` opens elsewhere. */
export function Contents({ label, sections, lang }: ContentsProps) {
  const current = useCurrent(sections);
  return (
    <nav id={listId} popover="auto" aria-label={label} className="contents-list print:hidden">
      <p aria-hidden className="eyebrow">
        {label}
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
