// Leases: one process at a time does a job that several could do. The token fences off a holder that was overtaken.
import type { Db, Tx } from "./client";

export interface Lease {
  name: string;
  holder: string;
  token: bigint;
}

/** Takes or renews a lease; null while it is another's. The token grows with each change of hands. */
export async function takeLease(db: Db, name: string, holder: string, seconds: number): Promise<Lease | null> {
  const [row] = await db.$queryRaw<{ token: bigint }[]>`
    INSERT INTO lease (name, holder, token, expires_at)
    VALUES (${name}, ${holder}, 1, now() + make_interval(secs => ${seconds}::int))
    ON CONFLICT (name) DO UPDATE SET
      token = CASE WHEN lease.holder = excluded.holder THEN lease.token ELSE lease.token + 1 END,
      holder = excluded.holder, expires_at = excluded.expires_at
    WHERE lease.holder = excluded.holder OR lease.expires_at < now()
    RETURNING token`;
  return row ? { name, holder, token: row.token } : null;
}

export class LostLease extends Error {
  override readonly name = "LostLease";
}

/** Writes only while the lease is ours: nobody can take it over before this commits. Throws LostLease if somebody has. */
export function underLease<T>(db: Db, lease: Lease, write: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(async (tx) => {
    const { name, token } = lease;
    const held = await tx.$queryRaw<unknown[]>`SELECT 1 FROM lease WHERE name = ${name} AND token = ${token} FOR SHARE`;
    if (held.length === 0) throw new LostLease(`the lease "${name}" was taken over`);
    return write(tx);
  });
}
