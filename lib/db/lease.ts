// Leases: of several processes, one at a time does a job. The token fences off a holder whose lease was taken over.
import { elapsedMs } from "../kernel/clock";
import type { Db, Tx } from "./client";

export interface Lease {
  name: string;
  holder: string;
  token: bigint;
}

/**
 * Takes or renews a lease; null while another process holds it. The token grows each time the holder changes. One that lasts longer than a
 * lease can was taken before the database's clock was set back: its holder would have it for so much longer, and may be dead.
 */
export async function takeLease(db: Db, name: string, holder: string, seconds: number): Promise<Lease | null> {
  const [row] = await db.$queryRaw<{ token: bigint }[]>`
    INSERT INTO lease (name, holder, token, expires_at)
    VALUES (${name}, ${holder}, 1, now() + make_interval(secs => ${seconds}::int))
    ON CONFLICT (name) DO UPDATE SET
      token = CASE WHEN lease.holder = excluded.holder THEN lease.token ELSE lease.token + 1 END,
      holder = excluded.holder, expires_at = excluded.expires_at
    WHERE lease.holder = excluded.holder OR lease.expires_at < now()
       OR lease.expires_at > excluded.expires_at + make_interval(secs => ${seconds}::int)
    RETURNING token`;
  return row ? { name, holder, token: row.token } : null;
}

/** Extends a lease; false if it was taken over. */
async function renewLease(db: Db, { name, token }: Lease, seconds: number): Promise<boolean> {
  const renewed = await db.$executeRaw`
    UPDATE lease SET expires_at = now() + make_interval(secs => ${seconds}::int) WHERE name = ${name} AND token = ${token}`;
  return renewed === 1;
}

/** Work that takes longer hangs. */
const HELD_MS_MAX = 60 * 60 * 1000;

/**
 * Extends a lease while the work runs, for an hour at most, so that work which hangs here is another process's then. Writes of the work
 * must still check the lease, which may be lost all the same.
 */
export async function whileHeld<T>(
  db: Db,
  lease: Lease,
  seconds: number,
  work: () => Promise<T>,
  heldMsMax = HELD_MS_MAX,
): Promise<T> {
  const begun = elapsedMs();
  let isRenewing = false;
  const renew = async () => {
    if (elapsedMs() - begun > heldMsMax) clearInterval(timer);
    else if (!isRenewing) {
      isRenewing = true;
      const isHeld = await renewLease(db, lease, seconds).catch(() => true);
      isRenewing = false;
      if (!isHeld) clearInterval(timer);
    }
  };
  const timer = setInterval(renew, (seconds * 1000) / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Where a job of this name goes on; null where it begins. */
export async function findProgress(db: Db, name: string): Promise<string | null> {
  const [row] = await db.$queryRaw<{ progress: string | null }[]>`SELECT progress FROM lease WHERE name = ${name}`;
  return row?.progress ?? null;
}

/** Keeps it for whoever runs the job next, whether this one has a lease or not. */
export async function keepProgress(db: Db, name: string, progress: string | null): Promise<void> {
  await db.$executeRaw`
    INSERT INTO lease (name, holder, token, expires_at, progress) VALUES (${name}, '', 0, now(), ${progress})
    ON CONFLICT (name) DO UPDATE SET progress = excluded.progress`;
}

export class LostLease extends Error {
  override readonly name = "LostLease";
}

/** Runs `write` in a transaction that locks the lease, so that nobody can take it over before the commit. Throws LostLease. */
export function underLease<T>(db: Db, lease: Lease, write: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(async (tx) => {
    const { name, token } = lease;
    const held = await tx.$queryRaw<unknown[]>`SELECT 1 FROM lease WHERE name = ${name} AND token = ${token} FOR SHARE`;
    if (held.length === 0) throw new LostLease(`the lease "${name}" was taken over`);
    return write(tx);
  });
}
