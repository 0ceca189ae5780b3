// Asks what was sold since, for a page that stands open.
import type { AnswerOf } from "@/lib/api-client/client";

type Sales = AnswerOf<"GET /api/earnings/sales">;
export type Sale = Sales["rows"][number];

/** Of the latest sales, as many as are told apart at once. */
export const askedFor = 5;

/** What the last answer had; undefined before the first. */
export type Known = Sales | undefined;

export interface News {
  /** Sales that came since the last look, the latest first; at most as many as were asked for. */
  fresh: Sale[];
  /** The creator's first and only sale. */
  first: Sale | null;
}

/** What an answer says that was not known. The first answer says what there was before: it is no news. */
export function newsOf(known: Known, { rows, next }: Sales): News {
  const first = rows.length === 1 && next === null ? (rows[0] ?? null) : null;
  if (!known) return { fresh: [], first };
  const before = new Set(known.rows.map(({ id }) => id));
  // Where one of them was taken back by the chain, an older one that was not shown takes its place.
  const since = known.next === null ? "" : (known.rows.at(-1)?.settledAt ?? "");
  return { fresh: rows.filter(({ id, settledAt }) => !before.has(id) && settledAt >= since), first };
}
