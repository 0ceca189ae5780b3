// One PostgreSQL for a test run, with one migrated database that each test file copies.
import type { TestProject } from "vitest/node";
import { ensureClient } from "../../scripts/local/generate";
import { startTestPostgres } from "./postgres";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensureClient();
  const postgres = await startTestPostgres();
  project.provide("postgresUrl", postgres.url("postgres"));
  return postgres.stop;
}
