// The audit log: entries are added with the act or not at all, and no role of an application's changes them.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAudit } from "@/lib/audit/list-audit";
import { recordAct } from "@/lib/audit/record-act";
import { createDb, type Db } from "@/lib/db/client";
import { systemClock } from "@/lib/kernel/clock";
import { grantToServers } from "../../scripts/local/grant";
import { createDatabase, type TestDatabase } from "../support/database";
import { operator, requestId } from "../support/operator";

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const deps = { clock: systemClock, requestId };
const act = { action: "hide_item", subject: "item_x", before: { status: "listed" }, after: { status: "hidden" } } as const;
const record = (more: object = {}) => db.$transaction((tx) => recordAct(tx, deps, operator, { ...act, ...more }));

const CHANGES = [
  "UPDATE audit_entry SET subject = 'another'",
  "UPDATE audit_entry SET at = now() WHERE id = 'none'",
  "DELETE FROM audit_entry",
  "TRUNCATE audit_entry",
];
const DISARM = [
  "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
  "DROP TRIGGER audit_entry_kept ON audit_entry",
  "DROP TABLE audit_entry",
  "CREATE OR REPLACE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
  "SET session_replication_role = replica",
];

const FORGED = [
  "INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', '29990101000000_x')",
  "UPDATE schema_floor SET migration = '29990101000000_x'",
  "CREATE TABLE public.own (id int)",
];

describe("the audit log", () => {
  it("is changed by no statement, whoever sends it", async () => {
    await record();
    const before = await listAudit({ db });
    expect(before.rows).toHaveLength(1);
    for (const change of CHANGES.filter((sql) => !sql.includes("none")))
      await expect(db.$executeRawUnsafe(change)).rejects.toThrow(/audit log|privilege/);
    expect(await listAudit({ db })).toEqual(before);
  });

  it("keeps nothing of an act that fails, and fails the act whose entry it cannot take", async () => {
    const failing = db.$transaction(async (tx) => {
      await recordAct(tx, deps, operator, { ...act, subject: "item_failed" });
      throw new Error("the act failed");
    });
    await expect(failing).rejects.toThrow("the act failed");
    expect((await listAudit({ db }, { subject: "item_failed" })).rows).toEqual([]);
    await expect(record({ after: { note: "x".repeat(20_000) } })).rejects.toThrow();
  });

  it("is closed to changes by the role that npm run migrate gives servers their rights by, and open to new entries", async () => {
    const role = `app_${randomBytes(4).toString("hex")}`;
    const url = new URL(database.url);
    await db.$executeRawUnsafe(`CREATE ROLE ${role} LOGIN PASSWORD 'of-a-test'`);
    [url.username, url.password] = [role, "of-a-test"];
    for (const _ of ["the first time", "and again"]) expect(await grantToServers(database.url, url.href)).toBe(role);
    const application = new pg.Client({ connectionString: url.href });
    await application.connect();
    try {
      for (const statement of [...CHANGES, ...DISARM, ...FORGED])
        await expect(application.query(statement), statement).rejects.toThrow(/permission denied|must be owner/);
      const insert =
        "INSERT INTO audit_entry (id, at, action, subject, before, after) VALUES ('act_1', now(), 'a', 's', '{}', '{}')";
      expect((await application.query(insert)).rowCount).toBe(1);
    } finally {
      await application.end();
      await db.$executeRawUnsafe(`DROP OWNED BY ${role}`);
      await db.$executeRawUnsafe(`DROP ROLE ${role}`);
    }
  });

  it("is in no role's hands that may do as the owner does: it is given nothing", async () => {
    expect(await grantToServers(database.url, database.url)).toBeNull();
    const unknown = new URL(database.url);
    unknown.username = "nobody_at_all";
    await expect(grantToServers(database.url, unknown.href)).rejects.toThrow('CREATE ROLE "nobody_at_all"');
    const role = `app_${randomBytes(4).toString("hex")}`;
    await db.$executeRawUnsafe(`CREATE ROLE ${role} SUPERUSER`);
    unknown.username = role;
    await expect(grantToServers(database.url, unknown.href)).rejects.toThrow("could change the audit log");
    await db.$executeRawUnsafe(`DROP ROLE ${role}`);
  });

  it("is read in pages, the newest first", async () => {
    for (let index = 0; index < 60; index++) await record({ subject: "item_paged", after: { index } });
    const first = await listAudit({ db }, { subject: "item_paged" });
    expect(first.rows).toHaveLength(50);
    const rest = await listAudit({ db }, { subject: "item_paged", cursor: first.next ?? "" });
    const indexes = [...first.rows, ...rest.rows].map(({ after }) => (after as { index: number }).index);
    expect([new Set(indexes).size, rest.next]).toEqual([60, null]);
  });
});
