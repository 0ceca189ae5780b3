// The tests that mutants of payments have to survive (npm run test:mutation). MUTATION_TESTS narrows them to some patterns.
import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config";

const ALL = ["lib/{payments,x402}/**/*.test.ts", "tests/model/**/*.test.ts", "tests/integration/{model,payments}/**/*.test.ts"];
const { projects: _, ...test } = base.test ?? {};

export default mergeConfig(
  { ...base, test },
  defineConfig({
    test: {
      include: process.env.MUTATION_TESTS?.split(" ") ?? ALL,
      globalSetup: "tests/support/postgres-setup.ts",
      testTimeout: 30_000,
      hookTimeout: 120_000,
    },
  }),
);
