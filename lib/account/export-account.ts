// What this server has stored of a wallet, as JSON that is written while it is downloaded. A shop's pieces and sales have an export of
// their own (lib/export).
import { listApiKeys } from "../auth/api-keys";
import { listSessions } from "../auth/session";
import { findCreator } from "../catalog/creators/find-creator";
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";
import type { Clock } from "../kernel/clock";
import { selectBought, selectPlaces, selectReportsBy, selectUnfinished } from "./account-queries";

const BATCH = 500;

interface Deps {
  db: Db;
  clock: Clock;
}

const toJson = (value: unknown) => JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? part.toString() : part), 2);

/** An array, a batch at a time: `read` gives what comes after a key. */
async function* arrayOf<T extends object>(
  read: (after: string) => Promise<T[]>,
  keyOf: (row: T) => string,
  shown: (row: T) => object,
) {
  yield "[";
  for (let after = "", isFirst = true; ; ) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (last) yield (isFirst ? "" : ",") + rows.map((row) => toJson(shown(row))).join(",");
    if (!last || rows.length < BATCH) break;
    [after, isFirst] = [keyOf(last), false];
  }
  yield "]";
}

const asIs = <T extends object>(row: T): object => row;

const keyOf = (at: Date, id: string) => `${at.toISOString()} ${id}`;

function readKey(after: string): [Date, string] {
  const [at = 0, id = ""] = after ? after.split(" ") : [];
  return [new Date(at), id];
}

/** Everything, in pieces. Signatures and tokens are in none of them. */
export async function* exportAccount({ db, clock }: Deps, wallet: Address): AsyncGenerator<string> {
  const [profile, sessions, apiKeys] = await Promise.all([
    findCreator({ db }, { wallet }),
    listSessions({ db, clock }, wallet),
    listApiKeys({ db, clock }, wallet),
  ]);
  const known = { wallet, exportedAt: clock.now(), profile: profile ?? null, sessions, apiKeys };
  yield toJson(known).slice(0, -2);
  const lists = {
    purchases: arrayOf(
      (after) => selectBought(db, wallet, ...readKey(after), BATCH),
      ({ boughtAt, key }) => keyOf(boughtAt, key),
      ({ key: _key, boughtAt: _at, ...row }) => row,
    ),
    otherPayments: arrayOf(
      (after) => selectUnfinished(db, wallet, ...readKey(after), BATCH),
      ({ createdAt, id }) => keyOf(createdAt, id),
      asIs,
    ),
    readingPlaces: arrayOf(
      (after) => selectPlaces(db, wallet, after, BATCH),
      ({ itemId }) => itemId,
      asIs,
    ),
    reports: arrayOf(
      (after) => selectReportsBy(db, wallet, after, BATCH),
      ({ id }) => id,
      asIs,
    ),
  };
  for (const [name, list] of Object.entries(lists)) {
    yield `,\n  "${name}": `;
    yield* list;
  }
  yield "\n}\n";
}
