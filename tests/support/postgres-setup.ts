// One PostgreSQL for a test run, with one migrated database that each test file copies. TEST_POSTGRES_URL names one that runs already.
import type { TestProject } from "vitest/node";
import { ensureClient } from "../../scripts/local/generate";
import { startTestPostgres } from "./postgres";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env.TEST_POSTGRES_URL;
  if (running) {
    project.provide("postgresUrl", running);
    return async () => {};
  }
  await ensureClient();
  const postgres = await startTestPostgres();
  project.provide("postgresUrl", postgres.url("postgres"));
  return postgres.stop;
}
