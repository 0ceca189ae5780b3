import type { ReactNode } from "react";

/** A group of specimens under a heading that the list of contents leads to. */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="border-t border-rule pt-8 pb-14">
      <h2 id={id} className="mb-6 text-2xl">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** One component in one state, with the name of the state under it. */
export function Specimen({ name, children }: { name: string; children: ReactNode }) {
  return (
    <figure className="min-w-0">
      {children}
      <figcaption className="mt-2 text-xs text-ink-3">{name}</figcaption>
    </figure>
  );
}
