// One PostgreSQL for a test run, with one migrated database that each test file copies.
import type { TestProject } from "vitest/node";
import { ensureClient } from "../../scripts/local/generate";
import { startTestPostgres } from "./database";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensureClient();
  const postgres = await startTestPostgres();
  project.provide("postgresUrl", postgres.url);
  return postgres.stop;
}
