// Sessions: an opaque random token in the browser's cookie, its SHA-256 in the row. Thirty days, then gone.
import { createHash, randomBytes } from "node:crypto";
import type { Db, Tx } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { newId } from "../kernel/ids";
import { deleteSession, findLiveSession, insertSession } from "./session-queries";
import type { Actor } from "./types";

const sessionSeconds = 30 * 24 * 3600;

export interface OpenedSession {
  sessionId: string;
  /** Given to the browser once and stored nowhere. */
  token: string;
  expiresAt: Date;
}

const tokenForm = /^[A-Za-z0-9_-]{43}$/;

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Opens a session for this browser; `wallet` is null until its owner signs in. */
export async function openSession(deps: { db: Db | Tx; clock: Clock }, wallet: Address | null): Promise<OpenedSession> {
  const token = randomBytes(32).toString("base64url");
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + sessionSeconds * 1000);
  const sessionId = newId("ses", now.getTime());
  await insertSession(deps.db, { id: sessionId, tokenHash: hashToken(token), wallet, createdAt: now, expiresAt });
  return { sessionId, token, expiresAt };
}

/** Who holds this token. One query; none for a token that cannot be ours. */
export async function findSession(deps: { db: Db; clock: Clock }, token: string | undefined): Promise<Actor | null> {
  if (!token || !tokenForm.test(token)) return null;
  const row = await findLiveSession(deps.db, hashToken(token), deps.clock.now());
  return row && { sessionId: row.id, wallet: row.wallet as Address | null };
}

/** Signs out: the session and what this browser paid for without signing in are forgotten. */
export async function closeSession({ db }: { db: Db }, token: string | undefined): Promise<void> {
  if (token) await deleteSession(db, hashToken(token));
}
