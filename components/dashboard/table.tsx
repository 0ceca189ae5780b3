import clsx from "clsx";
import type { ReactNode } from "react";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

type Column = string | { name: string; end: true };

/** A table with ruled lines that scrolls sideways within a narrow page. Its looks are in sheets.css. */
export function Table({ label, columns, children }: { label: string; columns: Column[]; children: ReactNode }) {
  const t = useText(text);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard
    <section className="sheet" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => {
              const { name, end } = typeof column === "string" ? { name: column, end: false } : column;
              return (
                <th key={name} scope="col" className={end ? "end" : undefined}>
                  {name || <span className="sr-only">{t.actions}</span>}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export function Cell({ end, wide, children }: { end?: boolean; wide?: boolean; children: ReactNode }) {
  return <td className={clsx(end && "end", wide && "wide") || undefined}>{children}</td>;
}
