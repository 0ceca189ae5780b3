import type { ReactNode } from "react";

/** A page of documentation: reading type on a narrow column. */
export function DocPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <article className="page pt-10 md:pt-16">
      <div className="mx-auto max-w-[40rem]">
        <h1 className="mb-6 text-3xl md:text-4xl">{title}</h1>
        {children}
      </div>
    </article>
  );
}
