"use client";
import { useLocale } from "#use-locale";
import { useZone } from "../format/zone";
import { formatZoned, type TimeForm } from "../format/zoned";

interface LocalTimeProps {
  at: string;
  form?: TimeForm;
  className?: string;
}

/** A time in the viewer's zone, which it names. */
export function LocalTime({ at, form = "minute", className }: LocalTimeProps) {
  const locale = useLocale();
  const zone = useZone();
  return (
    // The browser's data may have another abbreviation of the zone: what the server wrote stays.
    <time dateTime={at} className={className} suppressHydrationWarning>
      {formatZoned(new Date(at), locale, zone, form)}
    </time>
  );
}
