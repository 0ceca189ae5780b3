// Asks what was sold since, for a page that stands open.
import type { AnswerOf } from "@/lib/api-client/client";

type Sales = AnswerOf<"GET /api/earnings/sales">;
export type Sale = Sales["rows"][number];

/** Of the latest sales, as many as are told apart at once. */
export const askedFor = 5;

interface Known {
  /** The latest sale, or null before the first; undefined before anything was asked. */
  latest: string | null | undefined;
}

export interface News {
  /** Sales that came since the last look, the latest first; at most as many as were asked for. */
  fresh: Sale[];
  /** The creator's first and only sale. */
  first: Sale | null;
  known: Known;
}

/** What an answer says that was not known. The first answer says what there was before: it is no news. */
export function newsOf({ latest }: Known, { rows, next }: Sales): News {
  const [newest] = rows;
  const known = { latest: newest?.id ?? null };
  const first = rows.length === 1 && next === null ? (newest ?? null) : null;
  if (latest === undefined) return { fresh: [], first, known };
  const at = rows.findIndex(({ id }) => id === latest);
  return { fresh: at < 0 ? rows : rows.slice(0, at), first, known };
}
