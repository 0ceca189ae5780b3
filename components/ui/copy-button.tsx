"use client";
import { Check, Copy } from "lucide-react";
import { useState } from "react";

/** Copies `text`; `label` says what it is ("Copy checksum"). */
export function CopyButton({ text, label, className = "" }: { text: string; label: string; className?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={label}
      title={label}
      className={`inline-grid size-8 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink ${className}`}
    >
      {copied ? <Check aria-hidden className="size-4 text-green" /> : <Copy aria-hidden className="size-4" />}
      <span role="status" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </button>
  );
}
