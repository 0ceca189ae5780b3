"use client";
import { useEffect, useState } from "react";
import { useLocale } from "#use-locale";
import { formatInstant } from "@/components/format/format";
import { formatLocal } from "./when";

/** A moment in the time zone of whoever looks; the server, which does not know it, says UTC. */
export function LocalTime({ at, className }: { at: string; className?: string }) {
  const locale = useLocale();
  const [words, setWords] = useState(() => formatInstant(new Date(at), locale));
  useEffect(() => setWords(formatLocal(new Date(at), locale)), [at, locale]);
  return (
    <time dateTime={at} className={className}>
      {words}
    </time>
  );
}
