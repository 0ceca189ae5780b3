import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { DocPage } from "@/components/docs/doc-page";
import { readLocale } from "@/lib/i18n/read-locale";
import { renderMarkdown } from "@/lib/markdown/render";
import { services } from "@/lib/services";
import { readSitePage, type SitePageName } from "./read-site-page";

const pageOf = cache(async (name: SitePageName) => readSitePage(services().env.CONTENT_DIR, name, await readLocale()));

/** A page of Markdown at `/{name}`, and what its head says. */
export function sitePage(name: SitePageName) {
  return {
    async generateMetadata(): Promise<Metadata> {
      const page = await pageOf(name);
      return page ? { title: page.title, alternates: { canonical: `/${name}` } } : {};
    },
    async Page() {
      const page = await pageOf(name);
      if (!page) notFound();
      const html = await renderMarkdown(page.text, "", page.locale);
      return (
        <DocPage title={page.title} lang={page.locale}>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the operator's own text, sanitised by renderMarkdown */}
          <div className="reading" dangerouslySetInnerHTML={{ __html: html }} />
        </DocPage>
      );
    },
  };
}
