// A PostgreSQL for one test run, which forgets everything; its database `pennypost` is migrated.
import { migrate } from "../../scripts/local/migrate";
import { startPostgres } from "../../scripts/local/postgres";
import { scratchFolder } from "./scratch";

export interface TestPostgres {
  url(database?: string): string;
  stop(): Promise<void>;
}

export async function startTestPostgres(): Promise<TestPostgres> {
  const scratch = scratchFolder();
  const postgres = await startPostgres({
    folder: scratch.path("postgres"),
    logFile: scratch.path("postgres.log"),
    durable: false,
  });
  const stop = async () => {
    await postgres.destroy();
    scratch.remove();
  };
  try {
    await migrate(postgres.url());
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: postgres.url, stop };
}
