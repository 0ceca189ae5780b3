// The languages that the pages speak. Each room of components keeps its words in `text.ts`; a large one in `text.en.ts` and `text.ja.ts`.
export const locales = ["en", "ja"] as const;

export type Locale = (typeof locales)[number];

/** The same words in every language. */
export type Texts<T> = Record<Locale, T>;

/** The cookie that keeps a reader's choice. */
export const localeCookie = "locale";

/** What `Intl` calls them: English dates have the day first. */
export const intlLocales: Texts<string> = { en: "en-GB", ja: "ja-JP" };

export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value);
