"use client";
import { useEffect, useState } from "react";

interface TextSizeProps {
  words: { label: string; smaller: string; larger: string; now: string[] };
}

/** As they stand in the storage and on the page's root; reading.css says what each is, and a script in the head sets the kept one. */
const sizes = ["small", "normal", "large", "larger"];
const normal = 1;

const shownSize = () => {
  const at = sizes.indexOf(document.documentElement.dataset.textSize ?? "");
  return at < 0 ? normal : at;
};

/** Kept on this device; the normal size is kept as nothing. */
function show(at: number): void {
  const size = sizes[at] ?? "normal";
  document.documentElement.dataset.textSize = size;
  try {
    if (at === normal) localStorage.removeItem("text-size");
    else localStorage.setItem("text-size", size);
  } catch {
    // Where nothing may be kept, the size holds until the page is left.
  }
}

const buttonClass =
  "grid size-10 place-items-center rounded-md font-serif leading-none text-ink-3 hover:bg-sunk hover:text-ink aria-disabled:opacity-40 aria-disabled:hover:bg-transparent";

/** Two quiet letters that make the text smaller and larger. */
export function TextSize({ words }: TextSizeProps) {
  const [at, setAt] = useState(normal);
  const [announced, setAnnounced] = useState("");
  useEffect(() => setAt(shownSize()), []);

  const go = (step: number) => {
    const next = Math.min(sizes.length - 1, Math.max(0, shownSize() + step));
    show(next);
    setAt(next);
    setAnnounced(words.now[next] ?? "");
  };
  return (
    <fieldset aria-label={words.label} className="needs-script -me-2 ms-auto flex">
      <button
        type="button"
        aria-label={words.smaller}
        title={words.smaller}
        aria-disabled={at === 0}
        onClick={() => go(-1)}
        className={`${buttonClass} text-[0.9375rem]`}
      >
        A
      </button>
      <button
        type="button"
        aria-label={words.larger}
        title={words.larger}
        aria-disabled={at === sizes.length - 1}
        onClick={() => go(1)}
        className={`${buttonClass} text-[1.375rem]`}
      >
        A
      </button>
      <span role="status" className="sr-only">
        {announced}
      </span>
    </fieldset>
  );
}
