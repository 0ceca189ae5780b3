// npm run new-migration -- NAME    writes a migration: what leads from those there are to prisma/schema.prisma
// npm run new-migration -- --init  writes the first one anew (before the first release only)
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diff, diffFromEmpty, MIGRATIONS, migrate } from "./local/migrate";
import { startPostgres } from "./local/postgres";
import { messageOf } from "./local/steps";

const INITIAL = "20261122000000_initial";
// What the Prisma schema cannot say: at most one purchase in flight or done for each (item, payer).
const BY_HAND = `
-- At most one purchase in flight or done for each item and payer
CREATE UNIQUE INDEX "purchase_in_flight" ON "purchase"("item_id", "payer") WHERE "state" IN ('claimed', 'settling', 'confirmed');
`;

async function main([name = ""]: string[]): Promise<void> {
  if (name === "--init") return onScratchDatabase(async (url) => write(INITIAL, (await diffFromEmpty(url)) + BY_HAND));
  if (/^[a-z0-9_]+$/.test(name)) return onScratchDatabase((url) => writeNext(url, name));
  throw new Error("Usage: npm run new-migration -- NAME, in lower case with underscores.");
}

async function writeNext(url: string, name: string): Promise<void> {
  await migrate(url);
  // The partial index is unknown to the schema, and the diff would drop it.
  const sql = (await diff(url)).replace(/-- DropIndex\nDROP INDEX "purchase_in_flight";\n*/, "");
  if (!sql.trim()) return console.log("prisma/schema.prisma asks for nothing new.");
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  write(`${stamp}_${name}`, sql);
}

function write(folder: string, sql: string): void {
  mkdirSync(join(MIGRATIONS, folder), { recursive: true });
  writeFileSync(join(MIGRATIONS, folder, "migration.sql"), sql);
  console.log(`Wrote prisma/migrations/${folder}/migration.sql: read it before you commit it.`);
}

/** The engine compares live databases: an empty one of our own, gone afterwards. */
async function onScratchDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "pennypost-migrate-"));
  const postgres = await startPostgres({ folder, logFile: join(folder, "postgres.log"), durable: false });
  try {
    await work(postgres.url());
  } finally {
    await postgres.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
