// Applies prisma/migrations with Prisma's own schema engine, as WebAssembly: nothing to download, and `_prisma_migrations`
// stays as `prisma migrate deploy` keeps it, so that either may continue where the other stopped.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import type { DiffTarget, MigrationList } from "@prisma/schema-engine-wasm";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const root = join(import.meta.dirname, "../..");
const SCHEMA = join(root, "prisma/schema.prisma");
export const MIGRATIONS = join(root, "prisma/migrations");
const filters = { externalTables: [], externalEnums: [] };

/** A role may have a bound that suits what buyers wait for. */
const UNBOUNDED = { options: "-c statement_timeout=0", connectionTimeoutMillis: 10_000 };

/** Applies the missing migrations, `only` these if given; returns the names of those it applied. One process at a time. */
export async function migrate(databaseUrl: string, only?: ReadonlySet<string>): Promise<string[]> {
  const lock = new pg.Client({ connectionString: databaseUrl, ...UNBOUNDED });
  await lock.connect();
  // The engine may never answer once its connections are cut.
  const cut = new Promise<never>((_, reject) => lock.once("error", reject));
  try {
    await lock.query("SELECT pg_advisory_lock(hashtext('pennypost:migrate'))");
    const applied = withEngine(databaseUrl, (schema) =>
      schema.applyMigrations({ migrationsList: migrationsList(only), filters }),
    );
    const { appliedMigrationNames } = await Promise.race([applied, cut]);
    return appliedMigrationNames;
  } finally {
    await lock.end();
  }
}

/** SQL that leads from what is in the database to prisma/schema.prisma; "" when nothing is missing. */
export function diff(databaseUrl: string): Promise<string> {
  return compare(databaseUrl, { tag: "schemaDatasource", files: schemaFiles(), configDir: root });
}

/** SQL that creates prisma/schema.prisma from nothing. The engine wants a connection even for that. */
export function diffFromEmpty(databaseUrl: string): Promise<string> {
  return compare(databaseUrl, { tag: "empty" });
}

async function compare(databaseUrl: string, from: DiffTarget): Promise<string> {
  const to: DiffTarget = { tag: "schemaDatamodel", files: schemaFiles() };
  const { stdout } = await withEngine(databaseUrl, (schema) => schema.diff({ from, to, script: true, exitCode: null, filters }));
  const sql = stdout ?? "";
  return /^\s*(--[^\n]*\s*)*$/.test(sql) ? "" : sql;
}

async function withEngine<T>(databaseUrl: string, work: (schema: engine.SchemaEngine) => Promise<T>): Promise<T> {
  await loadEngine();
  const pool = textForFlags(new pg.Pool({ connectionString: databaseUrl, ...UNBOUNDED }));
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogPg(pool));
    const schema = await engine.SchemaEngine.new({ datamodels: [[SCHEMA, readFileSync(SCHEMA, "utf8")]] }, () => {}, adapter);
    try {
      return await work(schema);
    } finally {
      // Also keeps it from being collected while it works, upon which it panics and never answers.
      schema.free();
    }
  } finally {
    await pool.end();
  }
}

// The engine reads flags of PostgreSQL's catalogs, whose type is "char"; the driver adapter does not know that type. So they
// pass the adapter as text, and reach the engine as the characters that it expects.
const FLAGS = new Set(["constraint_type", "confdeltype", "confupdtype"]);

function textForFlags(pool: pg.Pool): pg.Pool {
  const ask = pool.query.bind(pool) as (...query: unknown[]) => Promise<pg.QueryResult>;
  pool.query = (async (...query: unknown[]) => {
    const result = await ask(...query);
    // A script has one result for each of its statements.
    for (const field of [result].flat().flatMap(({ fields }) => fields))
      if (field.dataTypeID === pg.types.builtins.CHAR) field.dataTypeID = pg.types.builtins.TEXT;
    return result;
  }) as typeof pool.query;
  return pool;
}

class CatalogPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    // PostgreSQL knows where a statement ends; the adapter's own cuts at every semicolon, within the bodies of functions too.
    adapter.executeScript = async (sql) => void (await adapter.executeRaw({ sql, args: [], argTypes: [] }));
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const { columnNames, columnTypes, ...rest } = await queryRaw(query);
      const types = columnTypes.map((type, i) => (FLAGS.has(columnNames[i] ?? "") ? ColumnTypeEnum.Character : type));
      return { ...rest, columnNames, columnTypes: types };
    };
    return adapter;
  }
}

/** On globalThis: the package's own state is one for the process, and a second instance would find the memory of the first in it. */
const holder = globalThis as { pennypostSchemaEngine?: Promise<void> };

function loadEngine(): Promise<void> {
  holder.pennypostSchemaEngine ??= (async () => {
    const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
    const bytes = readFileSync(join(folder, "schema_engine_bg.wasm"));
    const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...engine } });
    engine.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
  })();
  return holder.pennypostSchemaEngine;
}

const schemaFiles = () => [{ path: SCHEMA, content: readFileSync(SCHEMA, "utf8") }];

/** In the order in which they are applied. */
export function migrationNames(): string[] {
  const folders = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => name).sort();
}

function migrationsList(only?: ReadonlySet<string>): MigrationList {
  const names = migrationNames().filter((name) => only?.has(name) ?? true);
  const directories = names.map((name) => ({
    path: name,
    migrationFile: {
      path: "migration.sql",
      content: { tag: "ok" as const, value: readFileSync(join(MIGRATIONS, name, "migration.sql"), "utf8") },
    },
  }));
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: "migration_lock.toml", content: readFileSync(join(MIGRATIONS, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: directories,
  };
}
