import Negotiator from "negotiator";
import { isLocale, type Locale, locales } from "./locales";

/** A reader's own choice, else the best that `Accept-Language` (RFC 9110, section 12.5.4) asks for, else English. */
export function chooseLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const best = new Negotiator({ headers: { "accept-language": acceptLanguage ?? "" } }).language([...locales]);
  return isLocale(best) ? best : "en";
}
