// Sessions: a random token in the browser's cookie, its SHA-256 in the row. They expire after thirty days.
import { createHash, randomBytes } from "node:crypto";
import type { Db, Tx } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { Refusal } from "../kernel/errors";
import { newId } from "../kernel/ids";
import type { SessionRow } from "./codecs";
import {
  deleteSession,
  deleteSessions,
  findLiveSession,
  insertSession,
  listLiveSessions,
  noteSeen,
  tryDeleteSession,
} from "./session-queries";
import { nobody, type Viewer } from "./types";

const sessionSeconds = 30 * 24 * 3600;
/** How many browsers a wallet is signed in in at most; signing in beyond ends the oldest. */
export const SESSIONS_MAX = 50;
/** That a browser was seen is written once an hour at most. */
const SEEN_NOTED_MS = 3_600_000;

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

/** Creates a session; `wallet` is null until its owner signs in. `device`: what its owner will know the browser by. */
export async function openSession(
  deps: { db: Db | Tx; clock: Clock },
  wallet: Address | null,
  device = "",
): Promise<OpenedSession> {
  const token = randomBytes(32).toString("base64url");
  const now = deps.clock.now();
  const expiresAt = new Date(now.getTime() + sessionSeconds * 1000);
  const sessionId = newId("ses", now.getTime());
  const times = { createdAt: now, lastSeenAt: now, expiresAt };
  await insertSession(deps.db, { id: sessionId, tokenHash: hashToken(token), wallet, device, ...times });
  return { sessionId, token, expiresAt };
}

/** Who holds a session's token. Makes one query (once an hour a second one), or none for a token that does not have our form. */
export async function findViewer({ db, clock }: { db: Db; clock: Clock }, token: string | undefined): Promise<Viewer> {
  const tokenHash = tokenHashOf(token);
  const now = clock.now();
  const row = tokenHash ? await findLiveSession(db, tokenHash, now) : null;
  if (!row) return nobody;
  if (now.getTime() - row.lastSeenAt.getTime() > SEEN_NOTED_MS) await noteSeen(db, row.id, now);
  const { id: sessionId, wallet } = row;
  return wallet ? { kind: "person", sessionId, wallet } : { kind: "browser", sessionId, wallet };
}

/** Deletes the session, and with it what this browser bought without signing in. */
export async function closeSession({ db }: { db: Db }, token: string | undefined): Promise<void> {
  if (token) await deleteSession(db, hashToken(token));
}

/** Where this wallet is signed in, newest first. */
export function listSessions({ db, clock }: { db: Db; clock: Clock }, wallet: Address): Promise<SessionRow[]> {
  return listLiveSessions(db, wallet, clock.now(), SESSIONS_MAX);
}

/** Signs another browser out. Throws `not_found` for a session that is not this wallet's. */
export async function endSession({ db }: { db: Db }, wallet: Address, sessionId: string): Promise<void> {
  if (!(await tryDeleteSession(db, wallet, sessionId))) throw new Refusal("not_found", "There is no such session of yours.");
}

/** Signs this wallet out everywhere. */
export function endSessions({ db }: { db: Db }, wallet: Address): Promise<void> {
  return deleteSessions(db, wallet);
}
