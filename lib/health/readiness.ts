// Whether this server is to be sent requests. Only what another server would do better counts: its database, the schema, its own disk. A
// chain that is silent pauses payments everywhere, and what was bought stays readable.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../db/client";
import { Refusal } from "../kernel/errors";
import type { ContentStore } from "../storage/content-store";
import { selectSchemaState } from "./schema-queries";

/** How long a store may take to answer. */
const STORE_TIMEOUT_MS = 2_000;
/** How long its answer holds: probes come often, from several sides. */
const STORE_KEPT_MS = 5_000;

export type StorageState = "ok" | "full" | "unreachable";

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

function askStore(store: ContentStore): Promise<StorageState> {
  const known = kept.get(store);
  if (known && known.until > Date.now()) return known.state;
  const silent = sleep(STORE_TIMEOUT_MS, "unreachable" as const, { ref: false });
  const asked = store.hasRoom().then(
    (hasRoom) => (hasRoom ? ("ok" as const) : ("full" as const)),
    () => "unreachable" as const,
  );
  const state = Promise.race([asked, silent]);
  kept.set(store, { state, until: Date.now() + STORE_KEPT_MS });
  return state;
}

async function requireSchema(db: Db): Promise<void> {
  const known = newestMigration();
  const { isApplied, floor } = await selectSchemaState(db, known).catch(() => {
    throw new Refusal("unavailable", "The database does not answer, or has not been migrated.");
  });
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
