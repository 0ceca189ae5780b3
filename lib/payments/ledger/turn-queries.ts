// Whose turn it is to be looked at: processes take open purchases one by one, so that several share what there is. A turn ends when
// somebody else takes or moves the purchase, which changes its `updated_at`.
import type { Db, Tx } from "../../db/client";
import { Prisma, type Purchase } from "../../db/generated/client";
import type { Clock } from "../../kernel/clock";

/** Between clocks of servers; what waits since a later time than that waits since before a clock was set back. */
const SKEW_MAX_SECONDS = 300;

/** A purchase in this state was moved or looked at so long ago: fresh ones are left to their request, or to who looks at them. */
const restingSeconds = { claimed: 10, settling: 2, refused: 10 };

export type Turn = Pick<Purchase, "id" | "updatedAt"> & { state: keyof typeof restingSeconds };

/**
 * Takes the purchase without an end that has waited longest of a token, claims first, those under way next; undefined if none has waited
 * since `start`, or others are taking all that have. It waits anew from `now` on.
 */
export async function takeTurn(
  db: Db,
  { chainId, asset }: Pick<Purchase, "chainId" | "asset">,
  { start, now }: { start: Date; now: Date },
): Promise<Turn | undefined> {
  // The state is no parameter: PostgreSQL uses the index of open purchases only where it can tell that it holds them.
  const longest = (state: keyof typeof restingSeconds) => Prisma.sql`
    (SELECT id FROM purchase
      WHERE state = ${Prisma.raw(`'${state}'`)} AND chain_id = ${chainId} AND asset = ${asset}
        AND updated_at < ${start}::timestamptz - make_interval(secs => ${restingSeconds[state]}::int)
      ORDER BY updated_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)`;
  const ahead = (state: keyof typeof restingSeconds) => Prisma.sql`
    (SELECT id FROM purchase
      WHERE state = ${Prisma.raw(`'${state}'`)} AND chain_id = ${chainId} AND asset = ${asset}
        AND updated_at > ${now}::timestamptz + make_interval(secs => ${SKEW_MAX_SECONDS}::int)
      ORDER BY updated_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)`;
  const [turn] = await db.$queryRaw<Turn[]>`
    UPDATE purchase SET updated_at = ${now}::timestamptz
     WHERE id = coalesce(${longest("claimed")}, ${longest("settling")}, ${longest("refused")},
       ${ahead("claimed")}, ${ahead("settling")}, ${ahead("refused")})
    RETURNING id, state, updated_at AS "updatedAt"`;
  return turn;
}

export class LostTurn extends Error {
  override readonly name = "LostTurn";
}

/** Runs `write` in a transaction that locks the purchase, so that nobody can take or move it before the commit. Throws LostTurn. */
export function duringTurn<T>(db: Db, { id, updatedAt }: Turn, write: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(async (tx) => {
    const held = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM purchase WHERE id = ${id} AND updated_at = ${updatedAt}::timestamptz FOR NO KEY UPDATE`;
    if (held.length === 0) throw new LostTurn(`purchase ${id} was taken or moved by somebody else`);
    return write(tx);
  });
}

/** Null if somebody else has taken or moved the purchase. */
async function renewTurn(db: Db, { id, updatedAt, state }: Turn, now: Date): Promise<Turn | null> {
  const renewed = await db.$executeRaw`
    UPDATE purchase SET updated_at = ${now}::timestamptz WHERE id = ${id} AND updated_at = ${updatedAt}::timestamptz`;
  return renewed === 1 ? { id, state, updatedAt: now } : null;
}

/**
 * Keeps a turn while the work looks at the chain, until it writes: where looks last longer than purchases rest, one process would take the
 * turn from the other for ever, and neither could write what it saw. `write` is `duringTurn`.
 */
export async function whileInTurn<T>(
  { db, clock }: { db: Db; clock: Clock },
  first: Turn,
  work: (write: <W>(write: (tx: Tx) => Promise<W>) => Promise<W>) => Promise<T>,
): Promise<T> {
  let turn = first;
  let renewing: Promise<void> | null = null;
  const renew = async () => {
    const renewed = await renewTurn(db, turn, clock.now()).catch(() => turn);
    if (renewed) turn = renewed;
    else clearInterval(timer);
    renewing = null;
  };
  const timer = setInterval(
    () => {
      renewing ??= renew();
    },
    (restingSeconds[first.state] * 1_000) / 3,
  );
  const end = async () => {
    clearInterval(timer);
    await renewing;
  };
  try {
    return await work(async (write) => {
      await end();
      return duringTurn(db, turn, write);
    });
  } finally {
    await end();
  }
}
