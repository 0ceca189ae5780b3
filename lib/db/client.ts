// The database: PostgreSQL through Prisma's pg adapter. Races are settled here, by unique keys and conditional updates.
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "./generated/client";

/** Prisma's client, and the pool it draws its connections from. `directUrl`: PostgreSQL itself, whatever stands before it. */
export type Db = PrismaClient & { readonly pool: pg.Pool; readonly directUrl: string };
/** The client inside an interactive transaction. */
export type Tx = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];

/** Each prepared statement takes some hundred kilobytes of its connection for as long as that lives. */
const STATEMENTS_MAX = 300;
const names = new Map<string, string>();

/** PostgreSQL plans a named statement once for a connection; each statement text gets one name. */
function statementName(sql: string): string {
  const known = names.get(sql);
  if (known) return known;
  const name = createHash("sha256").update(sql).digest("hex").slice(0, 32);
  names.set(sql, name);
  return name;
}

/** Beyond the limit statements stay unnamed: search alone has thousands of forms, which would fill the memory. */
const boundedName = (sql: string) => (names.size < STATEMENTS_MAX || names.has(sql) ? statementName(sql) : "");

const STATEMENT_MS = 15_000;

/** Opens a pool of at most `connectionsMax` connections. `statementMs`: what one statement may take; 0 for no bound. */
export function createDb(databaseUrl: string, connectionsMax = 10, statementMs = STATEMENT_MS): Db {
  const bounds = { statement_timeout: statementMs, ...clientBound(statementMs) };
  return open(databaseUrl, {
    connectionString: databaseUrl,
    max: connectionsMax,
    // A role may have a bound of its own.
    ...(statementMs > 0 ? bounds : { options: "-c statement_timeout=0" }),
    idle_in_transaction_session_timeout: STATEMENT_MS,
  });
}

/**
 * The same behind a pooler in transaction mode (PgBouncer), where each transaction may get another connection to PostgreSQL: nothing is
 * kept on one. Such poolers refuse settings at the start, so that what a statement may take is for the role to say (`isBounded`; docs/decisions/0049).
 */
export function createPooledDb(databaseUrl: string, directUrl: string): Db {
  return open(directUrl, {
    connectionString: databaseUrl,
    max: 10,
    Client: WithoutNames as unknown as NonNullable<pg.PoolConfig["Client"]>,
    ...clientBound(STATEMENT_MS),
  });
}

/** The server ends a statement; this, a connection that has gone silent. */
const clientBound = (statementMs: number) => ({ query_timeout: statementMs + 5_000 });

/** Prepares no statement under a name, whoever asks for one. */
class WithoutNames extends pg.Client {
  // pg's own overloads, of which only the first argument matters here.
  override query(...[query, ...rest]: unknown[]): never {
    const isNamed = typeof query === "object" && query !== null && "name" in query && !("submit" in query);
    return super.query(
      ...([isNamed ? { ...query, name: undefined } : query, ...rest] as Parameters<pg.Client["query"]>),
    ) as never;
  }
}

function open(directUrl: string, config: pg.PoolConfig): Db {
  const pool = new pg.Pool({ connectionTimeoutMillis: 5_000, keepAlive: true, ...config });
  // Without a listener, an error of a connection would end the process: of an idle one, and of one that ends as it is handed out. Whoever
  // asks by it is told by the statement; the pool replaces it.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => boundedName(sql),
  });
  return Object.assign(new PrismaClient({ adapter }), { pool, directUrl });
}

/** Whether PostgreSQL ends statements that take too long, and transactions that were left. */
export async function isBounded({ pool }: Db): Promise<boolean> {
  const { rows } = await pool.query<{ bound: string }>(
    "SELECT current_setting(name) AS bound FROM unnest(ARRAY['statement_timeout', 'idle_in_transaction_session_timeout']) AS s (name)",
  );
  return rows.every(({ bound }) => bound !== "0");
}

/** True if a pooler refused what `createDb` says at the start of a connection. */
export function isRefusedByPooler(error: unknown): boolean {
  return error instanceof Error && /unsupported startup parameter/.test(error.message);
}

/** Runs reads in one transaction, none of which may take longer. Throws an error that `isPastDeadline` knows. */
export function readWithin<T>(db: Db, statementMs: number, read: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT set_config('statement_timeout', ${String(statementMs)}, true)`;
    return read(tx);
  });
}

/** True if PostgreSQL ended a statement that took too long (57014). */
export function isPastDeadline(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2010" && error.message.includes("57014");
}

/** Runs a statement without Prisma, whose overhead shows in the most frequent reads. Returns rows as pg parses them; throws pg's errors. */
export async function queryPool<Row>({ pool }: Db, text: string, values: readonly unknown[]): Promise<Row[]> {
  const { rows } = await pool.query({ name: statementName(text), text, values: [...values] });
  return rows as Row[];
}

/** Runs one statement and answers its rows, in which a number of eight bytes is a `bigint` or its decimal text. */
export type Ask = <Row>(statement: Prisma.Sql) => Promise<Row[]>;

/** Rows for `jsonb_to_recordset`. */
export const asJson = (rows: readonly unknown[]): string =>
  JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? value.toString() : (value as unknown)));

/** Asks without Prisma, on any connection. */
export const askPool =
  (db: Db): Ask =>
  ({ text, values }) =>
    queryPool(db, text, values);

/** Runs statements in a transaction of one connection, as `askPool` asks. Throws pg's errors. */
export async function transactPool<T>({ pool }: Db, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = true;
  try {
    await client.query("BEGIN");
    const result = await work(async ({ text, values }) => {
      const { rows } = await client.query({ name: statementName(text), text, values: [...values] });
      return rows;
    });
    await client.query("COMMIT");
    isBroken = false;
    return result;
  } catch (error) {
    // Where an answer was lost, the connection is as well, or about to be: it is closed, which takes back what was not committed.
    if (!isAnswerLost(error))
      await client.query("ROLLBACK").then(
        () => {
          isBroken = false;
        },
        () => {},
      );
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/** Asks within a transaction. */
export const askWithin =
  (tx: Tx): Ask =>
  (statement) =>
    tx.$queryRaw(statement);

/** True if the database answers. */
export function isAnswering(db: Db): Promise<boolean> {
  return db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
}

/** True if `error` is PostgreSQL's refusal of a duplicate key (23505), as pg tells it, or Prisma of its own statement and of raw SQL. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "23505" || error.code === "P2002" || (error.code === "P2010" && error.message.includes("23505"));
}

/**
 * What passes by itself. PostgreSQL's codes: a connection that failed (08…) or was ended (57P01–57P03), too many of them (53300), a
 * statement that took too long (57014), transactions in each other's way (40001, 40P01); Prisma's for the same, and its own (P2028: no
 * connection in time for a transaction, or its connection was lost).
 */
const PASSING =
  /^(?:08\w{3}|57P0[123]|57014|53300|40001|40P01|P10(?:01|02|08|17)|P20(?:24|28|34|37)|E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT))$/;
/** What pg says without a code. */
const PASSING_WORDS =
  /^(?:timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Query read timeout)/;
/** How Prisma quotes a code of PostgreSQL. */
const QUOTED_CODE = /Code: `(\w{5})`/;
/** What Prisma says of raw SQL whose connection ended beneath it or could not be made, with a code of its own that tells nothing. */
const QUOTED_WORDS =
  /Message: `(?:Server has closed the connection|Can't reach database server|Operation has timed out|Too many database connections)/;

/** Of these, what was surely never committed: no connection was there to ask by, or PostgreSQL itself took the statement back. */
const UNDONE = /^(?:0800[14]|57P03|57014|53300|40001|40P01|P10(?:01|02)|P20(?:24|34)|ECONNREFUSED)$/;
const UNDONE_WORDS = /timeout exceeded when trying to connect|Unable to start a transaction|Can't reach database server/;
/** Transactions in each other's way. */
const IN_THE_WAY = /^(?:40001|40P01|P2034)$/;

/** The code that an error has, and the one that it quotes. */
const codesOf = (error: Error): string[] => [
  "code" in error ? String(error.code) : "",
  QUOTED_CODE.exec(error.message)?.[1] ?? "",
];

/** True if the database could not be asked just now: no connection was free in time, or the one that there was ended. Asked again, it may. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    codesOf(error).some((code) => PASSING.test(code)) ||
    PASSING_WORDS.test(error.message) ||
    QUOTED_WORDS.test(error.message) ||
    isUnavailable(error.cause)
  );
}

/** True if the answer was lost on its way: what was asked for may be done, or still under way. */
export function isAnswerLost(error: unknown): boolean {
  if (!(error instanceof Error) || !isUnavailable(error)) return false;
  return !(codesOf(error).some((code) => UNDONE.test(code)) || UNDONE_WORDS.test(error.message));
}

/** True if PostgreSQL took a transaction back because another was in its way; asked again, it may pass. */
export function isInTheWay(error: unknown): boolean {
  return error instanceof Error && codesOf(error).some((code) => IN_THE_WAY.test(code));
}
