import type { ReactNode } from "react";

/** A page of documentation: reading type on a narrow column. `lang`: where its language may not be the page's. */
export function DocPage({ title, lang, children }: { title: string; lang?: string; children: ReactNode }) {
  return (
    <article lang={lang} className="page pt-10 md:pt-16">
      <div className="mx-auto max-w-[40rem]">
        <h1 className="mb-6 text-3xl md:text-4xl">{title}</h1>
        {children}
      </div>
    </article>
  );
}
