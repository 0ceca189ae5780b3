// Counts what reaches PostgreSQL: every statement of every connection in this process, BEGIN and COMMIT among them.
import pg from "pg";

/** Runs `work` and answers the text of each statement it sent, in order. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...input: unknown[]) {
    const [first] = input;
    sent.push(typeof first === "string" ? first : (first as { text: string }).text);
    return Reflect.apply(query, this, input);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent;
}

const WRITES = /\bINSERT INTO\b|\bDELETE FROM\b|(?<!FOR )\bUPDATE\b/;
const WAITS_FOR_NO_DISK = "synchronous_commit";

/** How many commits of these statements wait for the disk: transactions that wrote, and writes on their own. */
export function durableCommitsIn(statements: string[]): number {
  let commits = 0;
  let isInside = false;
  let hasWritten = false;
  for (const text of statements) {
    hasWritten ||= WRITES.test(text) && !text.includes(WAITS_FOR_NO_DISK);
    if (/^BEGIN/.test(text)) isInside = true;
    if (/^(COMMIT|ROLLBACK)/.test(text)) isInside = false;
    if (isInside) continue;
    if (hasWritten && text !== "ROLLBACK") commits++;
    hasWritten = false;
  }
  return commits;
}
