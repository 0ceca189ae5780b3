// A database of which each statement that is asked without Prisma passes a gate.
import type { Db } from "../../lib/db/client";

/** Runs the statement, or does not; what it throws is the statement's answer. */
export type Gate = (text: string, run: () => Promise<unknown>) => Promise<unknown>;

export function gatedDb(db: Db, gate: Gate): Db {
  const query = (asked: { text: string }) => gate(asked.text, () => db.pool.query(asked));
  const pool = new Proxy(db.pool, { get: (target, name) => (name === "query" ? query : Reflect.get(target, name)) });
  return new Proxy(db, { get: (target, name) => (name === "pool" ? pool : Reflect.get(target, name)) });
}
