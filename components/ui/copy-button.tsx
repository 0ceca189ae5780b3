"use client";
import clsx from "clsx";
import { useState } from "react";
import { useText } from "@/lib/i18n/use-text";
import { text as words } from "./text";

/** False where the browser refuses: without https, or without permission. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** As Lucide draws them, in fewer letters: a table has one in each row. */
const shapes = {
  copy: "M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2ZM4 16a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2",
  copied: "M20 6 9 17l-5-5",
  notCopied: "M18 6 6 18M6 6l12 12",
};

/** Copies `text`; `label` says what it is ("Copy checksum"). */
export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const t = useText(words);
  const [said, setSaid] = useState<"copied" | "notCopied" | null>(null);
  const copy = async () => {
    setSaid((await copyText(text)) ? "copied" : "notCopied");
    setTimeout(() => setSaid(null), 2000);
  };
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={label}
      title={said ? t[said] : label}
      className={clsx("copy-button", className)}
    >
      <svg viewBox="0 0 24 24" aria-hidden className={said ? { copied: "text-green", notCopied: "text-red" }[said] : undefined}>
        <path d={shapes[said ?? "copy"]} />
      </svg>
      <span role="status" className="sr-only">
        {said && t[said]}
      </span>
    </button>
  );
}
