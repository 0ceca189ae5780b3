// Which migrations the database has, and which one servers must know.
import type { Db } from "../db/client";

export interface SchemaState {
  isApplied: boolean;
  /** The oldest migration that a server must know. */
  floor: string;
}

/** Whether `migration` has been applied. Throws where the database has no migrations at all. */
export async function selectSchemaState(db: Db, migration: string): Promise<SchemaState> {
  const [row] = await db.$queryRaw<SchemaState[]>`
    SELECT EXISTS (SELECT FROM _prisma_migrations WHERE migration_name = ${migration} AND finished_at IS NOT NULL) AS "isApplied",
           f.migration AS floor
      FROM schema_floor f`;
  if (!row) throw new Error("schema_floor is empty");
  return row;
}
