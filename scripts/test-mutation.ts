// npm run test:mutation [-- files]: Stryker over the payment module, with one PostgreSQL for the whole run and a fixed seed.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { startTestPostgres } from "../tests/support/postgres";
import { ensureClient } from "./local/generate";

const root = join(import.meta.dirname, "..");

await ensureClient();
const postgres = await startTestPostgres();
try {
  const files = process.argv.slice(2);
  const args = ["run", "stryker.config.json", ...(files.length ? ["--mutate", files.join(",")] : [])];
  const { status } = spawnSync(process.execPath, [join(root, "node_modules/@stryker-mutator/core/bin/stryker.js"), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { SEED: "1", MODEL_DB_RUNS: "60", MODEL_RUNS: "2000", ...process.env, TEST_POSTGRES_URL: postgres.url("postgres") },
  });
  process.exitCode = status ?? 1;
} finally {
  await postgres.stop();
}
