"use client";
import { useText } from "@/lib/i18n/use-text";
import { formatBytes } from "@/lib/kernel/bytes";
import { languageOf } from "../../format/language";
import { State } from "./state";
import { text } from "./text";
import type { ViewerProps } from "./types";
import { useHead } from "./use-head";

const bytesMax = 256 * 1024;

/** A text file as it was written, in lines that fit. */
export function TextViewer({ file, url }: ViewerProps) {
  const t = useText(text);
  const head = useHead(url, bytesMax, file.bytes);
  if (head === null || head === "failed") return <State failed={head === "failed"} />;
  const isProse = /^text\/(plain|markdown)$/.test(file.mediaType);
  return (
    <>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard */}
      <section
        tabIndex={0}
        aria-label={t.textOf(file.name)}
        lang={languageOf(head.text)}
        className={`max-h-[75vh] overflow-y-auto border border-rule bg-raised p-4 wrap-anywhere whitespace-pre-wrap sm:p-6 ${isProse ? "font-serif text-lg" : "font-mono text-sm"}`}
      >
        {head.text}
      </section>
      {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: as above */}
      {head.isCut && <p className="mt-2 text-sm text-ink-3">{t.cut(formatBytes(bytesMax))}</p>}
    </>
  );
}
