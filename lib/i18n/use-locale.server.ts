// `#use-locale` where server components are made.
import { use } from "react";
import type { Locale } from "./locales";
import { readLocale } from "./read-locale";

export function useLocale(): Locale {
  return use(readLocale());
}
