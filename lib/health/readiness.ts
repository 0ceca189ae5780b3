// Whether this server is to be sent requests. Only what another server would do better counts: its database, the schema, its own disk. A
// chain that is silent pauses payments everywhere, and what was bought stays readable.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../db/client";
import { elapsedMs } from "../kernel/clock";
import { Refusal } from "../kernel/errors";
import type { ContentStore, StorageState } from "../storage/content-store";
import { type SchemaState, selectSchemaState } from "./schema-queries";

/** How long a store may take to answer. */
const STORE_TIMEOUT_MS = 2_000;
/** How long its answer holds: probes come often, from several sides. */
const STORE_KEPT_MS = 5_000;

let newest: string | undefined;
/** The newest migration that came with this server. */
function newestMigration(): string {
  newest ??= readdirSync(join(process.cwd(), "prisma/migrations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .at(-1);
  return newest ?? "";
}

const kept = new WeakMap<ContentStore, { state: Promise<StorageState>; until: number }>();

/** As of the last few seconds. */
export function askStore(store: ContentStore): Promise<StorageState> {
  const known = kept.get(store);
  if (known && known.until > elapsedMs()) return known.state;
  const silent = sleep(STORE_TIMEOUT_MS, "unreachable" as const, { ref: false });
  const asked = store.hasRoom().then(
    (hasRoom) => (hasRoom ? ("ok" as const) : ("full" as const)),
    () => "unreachable" as const,
  );
  const state = Promise.race([asked, silent]);
  kept.set(store, { state, until: elapsedMs() + STORE_KEPT_MS });
  return state;
}

const DATABASE_TIMEOUT_MS = 1_000;
/** Probes share an answer for so long. */
const DATABASE_KEPT_MS = 1_000;
/** A database that has answered within this time and does not now is busy, as it is for all servers. */
const BUSY_MS = 15_000;

interface Asked {
  at: number;
  state: Promise<SchemaState | null>;
}
const asked = new WeakMap<Db, Asked>();
const answered = new WeakMap<Db, { at: number; state: SchemaState }>();

/** Null while it does not answer. */
function askDatabase(db: Db): Promise<SchemaState | null> {
  const now = elapsedMs();
  const known = asked.get(db);
  if (known && now - known.at < DATABASE_KEPT_MS) return known.state;
  const silent = sleep(DATABASE_TIMEOUT_MS, null, { ref: false });
  const answer = selectSchemaState(db, newestMigration()).then(
    (state) => {
      answered.set(db, { at: elapsedMs(), state });
      return state;
    },
    () => null,
  );
  const state = Promise.race([answer, silent]).then((found) => {
    const last = answered.get(db);
    return found ?? (last && now - last.at < BUSY_MS ? last.state : null);
  });
  asked.set(db, { at: now, state });
  return state;
}

async function requireSchema(db: Db): Promise<void> {
  const known = newestMigration();
  const found = await askDatabase(db);
  if (!found) throw new Refusal("unavailable", "The database does not answer, or has not been migrated.");
  const { isApplied, floor } = found;
  if (floor > known) throw new Refusal("unavailable", "The database has moved on, and this server is too old for it.");
  if (!isApplied) throw new Refusal("unavailable", "The database has not been migrated to what this server needs.");
}

export interface ReadinessDeps {
  db: Db;
  store: ContentStore;
  isDraining(): boolean;
}

/** Throws the `unavailable` refusal where requests should go elsewhere. */
export async function checkReadiness({ db, store, isDraining }: ReadinessDeps): Promise<{ storage: StorageState }> {
  if (isDraining()) throw new Refusal("unavailable", "This server is about to stop.");
  const [, storage] = await Promise.all([requireSchema(db), askStore(store)]);
  return { storage };
}
