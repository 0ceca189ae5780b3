// `#use-locale` in the browser, and where client components are made for it: the layout tells the language once.
import { useContext } from "react";
import { LocaleContext } from "./locale-context";
import type { Locale } from "./locales";

export function useLocale(): Locale {
  return useContext(LocaleContext);
}
