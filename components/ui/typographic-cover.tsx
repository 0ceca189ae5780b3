"use client";
// A cover made from the title: a handful of book jackets and labels in the house palette (jackets/), one chosen by the title itself.
// A client component, so that a page's payload carries its words and not its markup once more.
import clsx from "clsx";
import type { CSSProperties } from "react";

interface CoverProps {
  title: string;
  creatorName: string;
  kind?: "article" | "file";
  className?: string;
}

/** FNV-1a with a finishing mix, so that low bits may choose. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
  return (value ^ (value >>> 12)) >>> 0;
}

/** In Latin letters: one of Chinese, Japanese or Korean takes the room of two. */
const lengthOf = (title: string) => title.replace(/[\u2e80-\uffef]/g, "  ").length;

/** The longest length for a size in hundredths of the cover's width. */
const sizes = [
  [22, 10.6],
  [40, 8.8],
  [64, 7.4],
  [100, 6.2],
] as const;

const titleSize = (title: string) => sizes.find(([longest]) => lengthOf(title) <= longest)?.[1] ?? 5.2;

/** By the names of their classes in jackets/jackets.css, with the tones that they come in. */
const jackets: readonly [name: string, ...tones: string[]][] = [
  ["title-page", "paper"],
  ["cloth", "red", "green", "blue", "ink"],
  ["initial", "red", "ink"],
  ["airmail", "cream"],
  ["sheet", "green", "blue", "red"],
];
const ledger = ["ledger", "paper"] as const;

const firstLetterOf = (title: string) => [...title.replace(/^(the|an?)\s+/i, "")][0]?.toUpperCase() ?? "P";

/** Decoration: the title always stands beside it as text, and always chooses the same jacket. 16:9, scales with its container. */
export function TypographicCover({ title, creatorName, kind, className }: CoverProps) {
  const value = hash(title);
  const [name, ...tones] = (kind === "file" && value & 8 ? undefined : jackets[value % jackets.length]) ?? ledger;
  return (
    <div aria-hidden className={clsx("jacketed", className)}>
      <div className={`jacket jacket-${name} tone-${tones[(value >>> 7) % tones.length]}`}>
        {name === "initial" && (
          <svg aria-hidden viewBox="0 0 640 360">
            <text x={640} y={372}>
              {firstLetterOf(title)}
            </text>
          </svg>
        )}
        <div className="jacket-words">
          <span className="jacket-title" style={{ "--size": titleSize(title) } as CSSProperties}>
            {title}
          </span>
          <span className="jacket-name">{creatorName}</span>
        </div>
      </div>
    </div>
  );
}
