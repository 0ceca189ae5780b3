import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { locales } from "@/lib/i18n/locales";
import { scratchFolder } from "@/tests/support/scratch";
import { listSitePages, readSitePage, sitePages } from "./read-site-page";

const scratch = scratchFolder();
afterAll(scratch.remove);
/** An imprint names somebody: it is the operator's own, or there is none. */
const shipped = sitePages.filter((name) => name !== "imprint");
const ours = join(import.meta.dirname, "..", "..", "content");

describe("a page about this site", () => {
  it.each(shipped.flatMap((name) => locales.map((locale) => [name, locale] as const)))(
    "%s is there in %s",
    async (name, locale) => {
      const page = await readSitePage(ours, name, locale);
      expect(page?.locale).toBe(locale);
      expect(page?.title).not.toBe("");
      expect(page?.text).toMatch(/\S/);
    },
  );

  it("says the same questions in every language", async () => {
    for (const name of shipped) {
      const headings = await Promise.all(
        locales.map(async (locale) => (await readSitePage(ours, name, locale))?.text.match(/^## /gm)?.length),
      );
      expect(new Set(headings).size, name).toBe(1);
    }
  });

  it("is the operator's own, in the language there is; and none where there is none", async () => {
    const folder = scratch.path("content");
    mkdirSync(join(folder, "ja"), { recursive: true });
    writeFileSync(join(folder, "ja", "about.md"), "# 運営者\n\n郵便局");
    expect(await readSitePage(folder, "about", "en")).toEqual({ title: "運営者", text: "\n郵便局", locale: "ja" });
    expect(await readSitePage(folder, "help", "en")).toBeUndefined();
    expect(await listSitePages(folder)).toEqual(["about"]);
    expect(await listSitePages(ours)).toEqual(shipped);
    writeFileSync(join(folder, "ja", "imprint.md"), "# 運営者情報");
    expect(await listSitePages(folder)).toEqual(["about", "imprint"]);
  });
});
