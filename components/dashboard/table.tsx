import clsx from "clsx";
import type { CSSProperties, ReactNode } from "react";
import { useText } from "@/lib/i18n/use-text";
import { text } from "./text";

type Column = string | { name: string; end: true };

/** Said in words, for browsers take them from tables that are not laid out as such. */
const as = (role: "table" | "row" | "columnheader" | "cell") => ({ role });

const nameOf = (column: Column) => (typeof column === "string" ? column : column.name);

/** Said above each cell of a card, once for all of them: as strings of CSS. */
const namesOf = (columns: Column[]): CSSProperties =>
  Object.fromEntries(columns.map((column, index) => [`--column-${index + 1}`, JSON.stringify(nameOf(column))]));

/** A table with ruled lines; on a phone each of its rows is a card. Its looks are in sheets.css. */
export function Table({ label, columns, children }: { label: string; columns: Column[]; children: ReactNode }) {
  const t = useText(text);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard
    <section className="sheet" aria-label={label} tabIndex={0}>
      <table {...as("table")} style={namesOf(columns)}>
        <thead>
          <tr {...as("row")}>
            {columns.map((column) => {
              const { name, end } = typeof column === "string" ? { name: column, end: false } : column;
              return (
                <th key={name} scope="col" {...as("columnheader")} className={end ? "end" : undefined}>
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

interface CellProps {
  end?: boolean;
  /** The widest, and a card's first line. */
  wide?: boolean;
  /** In the upper corner of a card. */
  corner?: boolean;
  children: ReactNode;
}

export function Cell({ end, wide, corner, children }: CellProps) {
  return (
    <td {...as("cell")} className={clsx(end && "end", wide && "wide", corner && "corner") || undefined}>
      {children}
    </td>
  );
}

/** A row of cells. */
export const Row = ({ children }: { children: ReactNode }) => <tr {...as("row")}>{children}</tr>;
