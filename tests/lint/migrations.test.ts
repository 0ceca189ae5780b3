// A migration is one transaction, and a shop sells meanwhile. One that has locked a table and then waits for another, or for a stronger lock
// on the same, meets requests that hold what it waits for and wait for what it holds: PostgreSQL then ends one of them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const folder = join(import.meta.dirname, "../../prisma/migrations");
/** What came before was applied, or says that servers are to be stopped for it. */
const FIRST = "20261130020000";

/** Why the locks of these cannot be waited for in a circle. */
const safe: Record<string, string> = {
  "20261130080000_pictures_of_an_item":
    "Names of pictures are written by triggers of versions alone, whose writers are kept out first.",
};

/** What keeps writers out, weakest first. */
const modes = ["SHARE", "SHARE ROW EXCLUSIVE", "ACCESS EXCLUSIVE"] as const;
type Mode = (typeof modes)[number];
interface Taken {
  table: string;
  mode: Mode;
}

const name = '"?\\w+"?';
const table = '"?(?<table>\\w+)"?';
const indexed = new RegExp(`^CREATE (?:UNIQUE )?INDEX "?(?<index>\\w+)"? ON ${table}`);
const statements: [RegExp, Mode][] = [
  [indexed, "SHARE"],
  [new RegExp(`^CREATE TRIGGER ${name} .*? ON ${table} `), "SHARE ROW EXCLUSIVE"],
  [new RegExp(`^ALTER TABLE ${table} ADD CONSTRAINT ${name} FOREIGN KEY`), "SHARE ROW EXCLUSIVE"],
  [new RegExp(`^DROP TRIGGER ${name} ON ${table}`), "ACCESS EXCLUSIVE"],
  [new RegExp(`^(?:ALTER|DROP) TABLE ${table}`), "ACCESS EXCLUSIVE"],
];

const withoutBodies = (sql: string) => sql.replace(/\$\$.*?\$\$/gs, "").replace(/--[^\n]*/g, "");
const split = (sql: string) =>
  withoutBodies(sql)
    .split(";")
    .map((statement) => statement.replace(/\s+/g, " ").trim())
    .filter(Boolean);

function locksOf(statement: string, tableOf: Map<string, string>): Taken[] {
  const said = /^LOCK TABLE (.+) IN (.+) MODE$/.exec(statement);
  if (said) return [...(said[1] ?? "").matchAll(/\w+/g)].map(([table]) => ({ table, mode: said[2] as Mode }));
  const dropped = /^DROP INDEX "?(\w+)"?/.exec(statement)?.[1];
  if (dropped) return [{ table: tableOf.get(dropped) ?? dropped, mode: "ACCESS EXCLUSIVE" }];
  const own = statements.find(([pattern]) => pattern.test(statement));
  const taken = own ? [{ table: own[0].exec(statement)?.groups?.table ?? "", mode: own[1] }] : [];
  const named = new RegExp(`^(?:ALTER|CREATE) TABLE .* REFERENCES ${table}`).exec(statement)?.groups?.table;
  return named ? [...taken, { table: named, mode: "SHARE ROW EXCLUSIVE" }] : taken;
}

/** What is wrong with the locks of a migration; null if it takes those of one table that was there, the strongest first. */
function faultOf(sql: string, tableOf: Map<string, string>): string | null {
  const all = split(sql);
  const made = new Set(all.flatMap((statement) => new RegExp(`^CREATE TABLE ${table}`).exec(statement)?.groups?.table ?? []));
  const taken = all.flatMap((statement) => locksOf(statement, tableOf)).filter(({ table }) => !made.has(table));
  const tables = [...new Set(taken.map(({ table }) => table))];
  if (tables.length > 1) return `locks ${tables.join(" and then ")}`;
  const strength = taken.map(({ mode }) => modes.indexOf(mode));
  return strength.some((each) => each > (strength[0] ?? 0)) ? `locks ${tables[0]} and then more strongly` : null;
}

const migrations = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => ({ folder: entry.name, sql: readFileSync(join(folder, entry.name, "migration.sql"), "utf8") }));

const indexes = new Map(
  migrations.flatMap(({ sql }) =>
    split(sql).flatMap((statement): [string, string][] => {
      const found = indexed.exec(statement)?.groups;
      return found ? [[found.index ?? "", found.table ?? ""]] : [];
    }),
  ),
);

it("a migration locks one table that was there, and takes its strongest lock first", () => {
  const looked = migrations.filter((migration) => migration.folder >= FIRST && !safe[migration.folder]);
  expect(looked.length).toBeGreaterThan(8);
  expect(looked.flatMap((each) => faultOf(each.sql, indexes) ?? []).sort()).toEqual([]);
});

it.each([
  ['CREATE INDEX "a" ON "purchase"("b"); DROP INDEX "old";', "locks purchase and then more strongly"],
  ['LOCK TABLE "purchase" IN ACCESS EXCLUSIVE MODE; CREATE INDEX "a" ON "purchase"("b"); DROP INDEX "old";', null],
  [
    "DROP TRIGGER a ON item_total; CREATE TRIGGER b AFTER INSERT ON settlement FOR EACH ROW EXECUTE FUNCTION c();",
    "locks item_total and then settlement",
  ],
  ['LOCK TABLE "purchase", "settlement" IN ACCESS EXCLUSIVE MODE;', "locks purchase and then settlement"],
  [
    'CREATE TABLE "new" ("id" TEXT); CREATE INDEX "a" ON "new"("id"); ALTER TABLE "new" ADD CONSTRAINT "f" FOREIGN KEY ("id") REFERENCES "item"("id");',
    null,
  ],
  ['CREATE TABLE "new" ("id" TEXT REFERENCES "item"("id")); CREATE INDEX "a" ON "creator"("id");', "locks item and then creator"],
  [
    "CREATE TRIGGER a AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION b(); ALTER TABLE item ADD COLUMN c int;",
    "locks item and then more strongly",
  ],
])("%s", (sql, fault) => {
  expect(faultOf(sql, new Map([["old", "purchase"]]))).toBe(fault);
});
