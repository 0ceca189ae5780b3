// Sessions: a random token in the browser's cookie, its SHA-256 in the row. They expire after thirty days.
import { createHash, randomBytes } from "node:crypto";
import type { Db, Tx } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { newId } from "../kernel/ids";
import { deleteSession, findLiveSession, insertSession } from "./session-queries";
import { nobody, type Viewer } from "./types";

const sessionSeconds = 30 * 24 * 3600;

export interface OpenedSession {
  sessionId: string;
  /** Sent to the browser once; never stored. */
  token: string;
  expiresAt: Date;
}

const tokenForm = /^[A-Za-z0-9_-]{43}$/;

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The same for what a request carries; undefined for a token that does not have our form, which no session has. */
export const tokenHashOf = (token: string | undefined): string | undefined =>
  token && tokenForm.test(token) ? hashToken(token) : undefined;

/** Creates a session; `wallet` is null until its owner signs in. */
export async function openSession(deps: { db: Db | Tx; clock: Clock }, wallet: Address | null): Promise<OpenedSession> {
  const token = randomBytes(32).toString("base64url");
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + sessionSeconds * 1000);
  const sessionId = newId("ses", now.getTime());
  await insertSession(deps.db, { id: sessionId, tokenHash: hashToken(token), wallet, createdAt: now, expiresAt });
  return { sessionId, token, expiresAt };
}

/** Who holds a session's token. Makes one query, or none for a token that does not have our form. */
export async function findViewer(deps: { db: Db; clock: Clock }, token: string | undefined): Promise<Viewer> {
  const tokenHash = tokenHashOf(token);
  const row = tokenHash ? await findLiveSession(deps.db, tokenHash, deps.clock.now()) : null;
  if (!row) return nobody;
  const { id: sessionId, wallet } = row;
  return wallet ? { kind: "person", sessionId, wallet } : { kind: "browser", sessionId, wallet };
}

/** Deletes the session, and with it what this browser bought without signing in. */
export async function closeSession({ db }: { db: Db }, token: string | undefined): Promise<void> {
  if (token) await deleteSession(db, hashToken(token));
}
