// npm run migrate   applies prisma/migrations to DIRECT_DATABASE_URL, or else DATABASE_URL
import { loadEnv } from "./local/env";
import { migrate } from "./local/migrate";
import { messageOf } from "./local/steps";

async function main(): Promise<void> {
  const { DATABASE_URL, DIRECT_DATABASE_URL: url = DATABASE_URL } = loadEnv();
  if (!url) throw new Error("DATABASE_URL is not set; npm start migrates its own database by itself.");
  const applied = await migrate(url);
  console.log(applied.length ? `Applied ${applied.join(", ")}.` : "The database is up to date.");
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
