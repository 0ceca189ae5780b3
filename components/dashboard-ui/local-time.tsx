"use client";
import { useEffect, useState } from "react";
import { useLocale } from "#use-locale";
import { formatInstant } from "@/components/format/format";
import { formatLocal } from "./when";

/** A time in the viewer's time zone; in UTC on the server, which does not know the zone. */
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
