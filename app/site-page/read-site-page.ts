// The pages about this site: Markdown of whoever runs it, in a folder for each language.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Locale, locales } from "@/lib/i18n/locales";

/** An imprint is there once its operator has written one: none is shipped. */
export const sitePages = ["how-it-works", "help", "about", "terms", "privacy", "imprint"] as const;

export type SitePageName = (typeof sitePages)[number];

interface SitePageText {
  /** The first line, a heading. */
  title: string;
  text: string;
  /** The language it is written in: another one than asked for, where there is none in that. */
  locale: Locale;
}

const readIn = async (folder: string, name: SitePageName, locale: Locale): Promise<SitePageText | undefined> => {
  const source = await readFile(join(resolve(folder), locale, `${name}.md`), "utf8").catch(() => undefined);
  if (source === undefined) return undefined;
  const [first = "", ...rest] = source.split("\n");
  return { title: first.replace(/^#\s*/, "").trim(), text: rest.join("\n"), locale };
};

/** Undefined where the operator has taken the page away in every language. */
export async function readSitePage(folder: string, name: SitePageName, locale: Locale): Promise<SitePageText | undefined> {
  for (const each of [locale, ...locales.filter((other) => other !== locale)]) {
    const page = await readIn(folder, name, each);
    if (page) return page;
  }
  return undefined;
}

/** Those that are there in any language. */
export async function listSitePages(folder: string): Promise<SitePageName[]> {
  const pages = await Promise.all(sitePages.map((name) => readSitePage(folder, name, locales[0])));
  return sitePages.filter((_, at) => pages[at]);
}
