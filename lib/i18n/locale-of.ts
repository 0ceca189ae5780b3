// The language of a request that Next has not read: of what is answered before or after it.
import { chooseLocale } from "./choose-locale";
import { type Locale, localeCookie } from "./locales";

export function localeOf(headers: NodeJS.Dict<string | string[]>): Locale {
  const chosen = new RegExp(`(?:^|; ?)${localeCookie}=(\\w+)`).exec(String(headers.cookie ?? ""))?.[1];
  return chooseLocale(chosen, String(headers["accept-language"] ?? ""));
}
