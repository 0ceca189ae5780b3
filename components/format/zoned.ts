// Times as the clocks of a zone show them, for people.
import { intlLocales, type Locale } from "@/lib/i18n/locales";

const time = { hour: "2-digit", minute: "2-digit" } as const;

const forms = {
  /** "1 Dec 2026" */
  day: { day: "numeric", month: "short", year: "numeric" },
  /** "1 Dec, 09:00", where the zone stands above it. */
  row: { day: "numeric", month: "short", ...time },
  /** "Tue, 1 Dec 2026, 09:00 CET" */
  minute: { weekday: "short", day: "numeric", month: "short", year: "numeric", ...time, timeZoneName: "short" },
  /** "1 Dec, 09:00:07 CET", of what is minutes or hours away. */
  moment: { day: "numeric", month: "short", ...time, second: "2-digit", timeZoneName: "short" },
  /** "1 December 2026 at 09:00:07 CET" */
  second: { day: "numeric", month: "long", year: "numeric", ...time, second: "2-digit", timeZoneName: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type TimeForm = keyof typeof forms;

/** Making a format takes longer than a hundred uses of it. There are some four hundred zones. */
const FORMATS_MAX = 200;
const formats = new Map<string, Intl.DateTimeFormat>();

export function formatZoned(date: Date, locale: Locale, zone: string, form: TimeForm): string {
  const key = `${locale} ${form} ${zone}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= FORMATS_MAX) formats.clear();
    format = new Intl.DateTimeFormat(intlLocales[locale], { ...forms[form], timeZone: zone });
    formats.set(key, format);
  }
  return format.format(date);
}

/** "America/New York" */
export const zoneName = (zone: string): string => zone.replaceAll("_", " ");
