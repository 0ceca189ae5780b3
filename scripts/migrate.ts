// npm run migrate   applies prisma/migrations to MIGRATE_DATABASE_URL, whose role owns the tables, and gives the role of DATABASE_URL its
//                   rights; without that setting to DIRECT_DATABASE_URL, or else DATABASE_URL
import { loadEnv } from "./local/env";
import { grantToServers } from "./local/grant";
import { migrate } from "./local/migrate";
import { messageOf } from "./local/steps";

async function main(): Promise<void> {
  const { DATABASE_URL, DIRECT_DATABASE_URL = DATABASE_URL, MIGRATE_DATABASE_URL: ownerUrl } = loadEnv();
  const url = ownerUrl ?? DIRECT_DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set; npm start migrates its own database by itself.");
  const applied = await migrate(url);
  console.log(applied.length ? `Applied ${applied.join(", ")}.` : "The database is up to date.");
  const role = ownerUrl && DATABASE_URL ? await grantToServers(ownerUrl, DATABASE_URL) : null;
  if (role) console.log(`The role "${role}" reads and writes rows, and adds to the audit log only.`);
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
