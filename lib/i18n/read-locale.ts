// The language of the page that is being made: of server components, and of what is no component.
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { chooseLocale } from "./choose-locale";
import { type Locale, localeCookie, type Texts } from "./locales";

export const readLocale = cache(async (): Promise<Locale> => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return chooseLocale(jar.get(localeCookie)?.value, head.get("accept-language"));
});

/** The words for async server components and metadata; all others call `useText`. */
export async function readText<T>(texts: Texts<T>): Promise<T> {
  return texts[await readLocale()];
}
