// The words of a room in the page's language, for client components and for server components that are not async.
import { useLocale } from "#use-locale";
import type { Texts } from "./locales";

export function useText<T>(texts: Texts<T>): T {
  return texts[useLocale()];
}
