// The language of the page for React roots that stand beside the page's own, below no provider of it: what they share is the document.
import { useSyncExternalStore } from "react";
import { isLocale, type Locale } from "@/lib/i18n/locales";

export function pageLocale(): Locale {
  const { lang } = document.documentElement;
  return isLocale(lang) ? lang : "en";
}

function watchLanguage(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["lang"] });
  return () => observer.disconnect();
}

export const usePageLocale = (): Locale => useSyncExternalStore(watchLanguage, pageLocale);
