import type { TableHead as Head } from "@/lib/previews/types";

const numeric = /^[-+−]?[\d.,:%\s]+$/;

interface TableHeadProps {
  /** Label for screen readers. */
  label: string;
  head: Head;
}

/** The first rows of a table, which scrolls sideways within a narrow page. */
export function TableHead({ label, head: { columns, rows } }: TableHeadProps) {
  const isNumeric = columns.map((_, column) => rows.every((row) => !row[column] || numeric.test(row[column])));
  const align = (column: number) => (isNumeric[column] ? "text-end" : "text-start");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard
    <section tabIndex={0} aria-label={label} className="max-h-[75vh] overflow-auto border border-rule bg-raised">
      <table className="figures w-full border-collapse text-sm leading-snug whitespace-nowrap">
        <thead>
          <tr className="border-b border-rule-strong">
            {columns.map((name, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns may share a name, and never move
              <th key={column} scope="col" className={`px-3 py-2 font-semibold ${align(column)}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows may be alike, and never move
            <tr key={index} className="border-b border-rule last:border-b-0">
              {columns.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column} className={`max-w-64 truncate px-3 py-1.5 text-ink-2 ${align(column)}`}>
                  {row[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
