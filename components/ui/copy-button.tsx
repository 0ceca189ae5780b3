"use client";
import clsx from "clsx";
import { Check, Copy, X } from "lucide-react";
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

/** Copies `text`; `label` says what it is ("Copy checksum"). */
export function CopyButton({ text, label, className = "" }: { text: string; label: string; className?: string }) {
  const t = useText(words);
  const [said, setSaid] = useState<"copied" | "notCopied" | null>(null);
  const copy = async () => {
    setSaid((await copyText(text)) ? "copied" : "notCopied");
    setTimeout(() => setSaid(null), 2000);
  };
  const Icon = said ? { copied: Check, notCopied: X }[said] : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={label}
      title={said ? t[said] : label}
      className={`inline-grid size-8 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink ${className}`}
    >
      <Icon aria-hidden className={clsx("size-4", said === "copied" && "text-green", said === "notCopied" && "text-red")} />
      <span role="status" className="sr-only">
        {said && t[said]}
      </span>
    </button>
  );
}
