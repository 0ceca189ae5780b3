// Opaque keyset cursors: the sort key and id of the last row seen, as base64url JSON.
import { Refusal } from "./errors";

export type CursorKey = readonly [sortKey: string, id: string];

/** `sortKey` and `id` are ASCII. */
export function encodeCursor(key: CursorKey): string {
  return btoa(JSON.stringify(key)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Refuses what `encodeCursor` did not write, or a sort key that is not of the expected form. */
export function decodeCursor(cursor: string, isSortKey: (text: string) => boolean): CursorKey {
  try {
    const parsed: unknown = JSON.parse(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")));
    if (!Array.isArray(parsed) || parsed.length !== 2) throw new TypeError("not a pair");
    const [key, id] = parsed.map(String) as [string, string];
    if (!isSortKey(key) || !/^[a-z]+_[0-9a-z]+$/.test(id)) throw new TypeError("not a key");
    return [key, id];
  } catch {
    throw new Refusal("invalid_request", "The page cursor is not one of ours. Start again from the first page.");
  }
}

/** ISO 8601 with milliseconds, as `Date.toISOString` writes it. */
export function isInstant(text: string): boolean {
  return (
    /^2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString() === text
  );
}

/** Atomic units. */
export function isAmount(text: string): boolean {
  return /^\d{1,18}$/.test(text);
}
