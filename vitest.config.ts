// Four projects: unit tests beside their source; integration, conformance and attack on a real PostgreSQL and a real chain.
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;
const withPostgres = { globalSetup: "tests/support/postgres-setup.ts", testTimeout: 90_000, hookTimeout: 240_000 };

export default defineConfig({
  resolve: {
    alias: [
      { find: /^server-only$/, replacement: join(root, "tests/support/empty.ts") },
      { find: /^@\//, replacement: `${root}/` },
    ],
  },
  test: {
    // Most of the time is waiting: for blocks, for servers that start, for the end of patience.
    maxWorkers: 3,
    // To load viem, Prisma and Next once for each file took as long as the tests themselves.
    isolate: false,
    setupFiles: ["tests/support/own-modules.ts", "tests/support/properties.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          testTimeout: 60_000,
          include: ["{lib,components,app,scripts,tests/lint,tests/model}/**/*.test.{ts,tsx}"],
        },
      },
      { extends: true, test: { name: "integration", include: ["tests/integration/**/*.test.ts"], ...withPostgres } },
      { extends: true, test: { name: "attack", include: ["tests/attack/**/*.test.ts"], ...withPostgres } },
      { extends: true, test: { name: "conformance", include: ["tests/{conformance,faults}/**/*.test.ts"], ...withPostgres } },
    ],
  },
});
