// Where statements to the database may stand, and in which dialect: both rules are shown violations, and what is right.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { refusedLines, root } from "./planted";

const client = 'import type { Db } from "../db/client";';
const findMany = "export const all = (db: Db) => db.item.findMany();";
const update = 'export const name = (deps: { db: Db }) => deps.db.upload.updateMany({ data: { name: "a" } });';
const select = "export const one = (db: Db) => db.$queryRaw`SELECT 1`;";
const unsafe = 'export const two = (db: Db) => db.$executeRawUnsafe("DELETE FROM item");';
const transaction = "export const both = (db: Db) => db.$transaction(async () => undefined);";
const ours = "export const seen = (visits: { count(item: string): void }) => visits.count('a');";
const map = "export const forget = (known: { entries: Map<string, string> }) => known.entries.delete('a');";

const places: Record<string, { may: string[]; mustNot: string[] }> = {
  "lib/catalog/planted.ts": { may: [client, transaction, ours, map], mustNot: [findMany, update, select, unsafe] },
  "app/library/planted.ts": { may: [], mustNot: [select] },
  "lib/db/planted.ts": { may: [client, select, findMany], mustNot: [] },
  "lib/earnings/planted-queries.ts": { may: [client, findMany, update, transaction], mustNot: [] },
  "lib/earnings/raw-queries.ts": { may: [client, select, unsafe, transaction], mustNot: [] },
  "lib/earnings/mixed-queries.ts": { may: [client, findMany], mustNot: [select] },
  "tests/integration/planted.test.ts": { may: [client, findMany, select], mustNot: [] },
};

let refused: Record<string, string[]>;
beforeAll(() => {
  const files = Object.fromEntries(Object.entries(places).map(([path, { may, mustNot }]) => [path, [...may, ...mustNot]]));
  refused = refusedLines(files, "plugin");
});

it.each(Object.entries(places))(
  "%s: statements in the wrong place or dialect are refused, and only those",
  (path, { mustNot }) => {
    expect(refused[path]).toEqual(mustNot);
  },
);

it.each(["biome.statements.grit", "biome.dialects.grit"])("%s knows every model of the database", (name) => {
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const models = [...read("prisma/schema.prisma").matchAll(/^model (\w)(\w*)/gm)].map(
    ([, first = "", rest]) => first.toLowerCase() + rest,
  );
  const [, known = ""] = /r"\(\?:(apiKey[^)]*)\)"/.exec(read(name)) ?? [];
  expect(known.split("|").sort()).toEqual(models.sort());
});
