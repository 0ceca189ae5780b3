import clsx from "clsx";
import type { ReactNode } from "react";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

type Column = string | { name: string; end: true };

/** A table with ruled lines that scrolls sideways within a narrow page. */
export function Table({ label, columns, children }: { label: string; columns: Column[]; children: ReactNode }) {
  const t = useText(text);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard
    <section className="relative overflow-x-auto" aria-label={label} tabIndex={0}>
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-ink text-left">
            {columns.map((column) => {
              const { name, end } = typeof column === "string" ? { name: column, end: false } : column;
              return (
                <th
                  key={name}
                  scope="col"
                  className={clsx("py-2 pe-4 font-semibold whitespace-nowrap last:pe-0", end && "text-end")}
                >
                  {name || <span className="sr-only">{t.actions}</span>}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody className="[&>tr]:border-b [&>tr]:border-rule">{children}</tbody>
      </table>
    </section>
  );
}

export function Cell({ end, wide, children }: { end?: boolean; wide?: boolean; children: ReactNode }) {
  return (
    <td
      className={clsx(
        "figures py-3 pe-4 align-top last:pe-0",
        end && "text-end",
        wide ? "min-w-32 sm:min-w-48" : "whitespace-nowrap",
      )}
    >
      {children}
    </td>
  );
}
