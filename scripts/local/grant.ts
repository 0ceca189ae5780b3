// What the role of the servers may do, where that is another than the owner of the tables: read and write rows, add to the audit log and
// change nothing of it, and know which migrations there are. Said anew after each migration, which may have made tables.
import pg from "pg";

const quoted = pg.escapeIdentifier;

const statementsFor = (role: string): string[] => [
  `GRANT USAGE ON SCHEMA public TO ${role}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
  `REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM ${role}`,
  `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON _prisma_migrations, schema_floor FROM ${role}`,
];

/** Resolves to the role that was given its rights; null where `serverUrl` names nobody but who owns the tables. */
export async function grantToServers(ownerUrl: string, serverUrl: string): Promise<string | null> {
  const role = decodeURIComponent(new URL(serverUrl).username);
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000, statement_timeout: 15_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ is_owner: boolean; known: boolean; may_own: boolean }>(
      `SELECT current_user = $1 AS is_owner, EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS known,
              coalesce((SELECT rolsuper OR pg_has_role(rolname, current_user, 'MEMBER') FROM pg_roles WHERE rolname = $1), false) AS may_own`,
      [role],
    );
    const [found] = rows;
    if (!role || found?.is_owner) return null;
    if (!found?.known)
      throw new Error(`The role "${role}" of DATABASE_URL does not exist: CREATE ROLE ${quoted(role)} LOGIN PASSWORD '…'.`);
    if (found.may_own)
      throw new Error(
        `The role "${role}" of DATABASE_URL may do all that the owner of the tables may: it could change the audit log.`,
      );
    // At once: a script of several statements is one transaction.
    await client.query(statementsFor(quoted(role)).join(";\n"));
    return role;
  } finally {
    await client.end();
  }
}
