// Cursor pagination: an opaque `next` that names the last row seen.

export interface Page<T> {
  rows: T[];
  /** Pass as `cursor` to get the following page; null at the end. */
  next: string | null;
}

export const PAGE_SIZE = 24;

/** Splits `size + 1` fetched rows into a page; `keyOf` gives the cursor of a row. */
export function toPage<T>(rows: T[], size: number, keyOf: (row: T) => string): Page<T> {
  const last = rows[size - 1];
  return rows.length > size && last ? { rows: rows.slice(0, size), next: keyOf(last) } : { rows, next: null };
}
