"use client";
import { useRouter } from "next/navigation";
import { useLocale } from "#use-locale";
import { type Locale, localeCookie, locales, type Texts } from "@/lib/i18n/locales";

/** Each language by its own name. */
const names: Texts<string> = { en: "English", ja: "日本語" };
const year = 365 * 24 * 60 * 60;

/** Renders the page in the other language; entered text stays. */
export function LanguageSwitch({ label }: { label: string }) {
  const router = useRouter();
  const current = useLocale();
  const choose = (locale: Locale) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${localeCookie}=${locale}; Path=/; Max-Age=${year}; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
    router.refresh();
  };
  return (
    <fieldset aria-label={label} className="needs-script flex gap-4">
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => choose(locale)}
          className="py-1 text-ink-2 underline-offset-4 hover:underline aria-pressed:font-semibold aria-pressed:text-ink"
        >
          {names[locale]}
        </button>
      ))}
    </fieldset>
  );
}
