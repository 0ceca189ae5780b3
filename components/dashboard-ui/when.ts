// Times for <input type="datetime-local">, in the viewer's time zone.
import { intlLocales, type Locale } from "@/lib/i18n/locales";

const two = (value: number) => String(value).padStart(2, "0");

/** "2026-12-01T09:00" */
export function toLocalInput(date: Date): string {
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Tomorrow at nine. */
export function tomorrow(now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9);
}

export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");

/** "Tue, 1 Dec 2026, 09:00" */
export function formatLocal(date: Date, locale: Locale): string {
  const parts = {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  } as const;
  return new Intl.DateTimeFormat(intlLocales[locale], parts).format(date);
}
