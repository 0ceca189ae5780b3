// One PostgreSQL for a test run, with one migrated database of which each test file and each market gets a copy. TEST_POSTGRES_URL
// names one that runs already.
import { ensureClient } from "../../scripts/local/generate";
import { startTestPostgres } from "./postgres";

export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_POSTGRES_URL) return;
  await ensureClient();
  const postgres = await startTestPostgres();
  process.env.TEST_POSTGRES_URL = postgres.url("postgres");
  return postgres.stop;
}
