// API keys, which let a script act for a wallet without a session. The token is random and shown once; the row holds its SHA-256, its
// scopes and its expiry. A key cannot change where earnings are paid, make other keys or sign anything.
import { randomBytes } from "node:crypto";
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { Refusal } from "../kernel/errors";
import { newId } from "../kernel/ids";
import { countLiveKeys, deleteKeys, findLiveKey, insertKey, listLiveKeys, noteUse, tryRevoke } from "./api-key-queries";
import type { ApiKey } from "./codecs";
import { hashToken } from "./session";
import type { KeyHolder, Scope } from "./types";
import { lockWallet } from "./wallet-lock-queries";

const LIVE_KEYS_MAX = 20;
const DAY_MS = 86_400_000;
/** The last use is written once a minute at most. */
const USE_NOTED_MS = 60_000;
const tokenForm = /^pp_[A-Za-z0-9_-]{43}$/;

interface Deps {
  db: Db;
  clock: Clock;
}

export interface NewApiKey {
  name: string;
  scopes: Scope[];
  /** Days until it expires; null for never. */
  days: number | null;
}

/** Creates a key. `token` is returned only here. Throws `conflict` when the wallet has too many keys. */
export async function createApiKey({ db, clock }: Deps, wallet: Address, input: NewApiKey): Promise<ApiKey & { token: string }> {
  const now = clock.now();
  const token = `pp_${randomBytes(32).toString("base64url")}`;
  const expiresAt = input.days === null ? null : new Date(now.getTime() + input.days * DAY_MS);
  const { name, scopes } = input;
  const id = newId("key", now.getTime());
  const data = { id, wallet, name, scopes, tokenHash: hashToken(token), hint: token.slice(-4), createdAt: now, expiresAt };
  const key = await db.$transaction(async (tx) => {
    await lockWallet(tx, wallet);
    const count = await countLiveKeys(tx, wallet, now);
    if (count >= LIVE_KEYS_MAX)
      throw new Refusal("conflict", `You have ${count} keys, which is as many as there can be. Revoke one first.`);
    return insertKey(tx, data);
  });
  return { ...key, token };
}

/** Keys that are neither revoked nor expired, newest first. */
export function listApiKeys({ db, clock }: Deps, wallet: Address): Promise<ApiKey[]> {
  return listLiveKeys(db, wallet, clock.now());
}

/** Throws `not_found` for a key that is not this wallet's, is revoked or has expired. */
export async function revokeApiKey({ db, clock }: Deps, wallet: Address, id: string): Promise<void> {
  if (!(await tryRevoke(db, wallet, id, clock.now()))) throw new Refusal("not_found", "There is no such key of yours.");
}

/** Ends all keys of a wallet and forgets them. */
export function deleteApiKeys({ db }: { db: Db }, wallet: Address): Promise<void> {
  return deleteKeys(db, wallet);
}

/** Whether a bearer token has the prefix of an API key, valid or not. */
export const isApiKey = (token: string) => /^pp_/i.test(token);

/** Who holds a key with this token; null if it is unknown, revoked or expired. */
export async function findKeyHolder({ db, clock }: Deps, token: string): Promise<KeyHolder | null> {
  if (!tokenForm.test(token)) return null;
  const now = clock.now();
  const row = await findLiveKey(db, hashToken(token), now);
  if (!row) return null;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > USE_NOTED_MS) await noteUse(db, row.id, now);
  return { kind: "key", wallet: row.wallet, scopes: row.scopes as Scope[] };
}
