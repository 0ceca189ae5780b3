// npm run check-sums: compares the sums of earnings with the settlements, with the server's own settings. It reads everything that was
// ever sold.
import { env } from "../lib/config/env";
import { createDb } from "../lib/db/client";
import { checkSums } from "../lib/earnings/check-sums";
import { loadEnv } from "./local/env";
import { messageOf } from "./local/steps";

async function main(): Promise<void> {
  Object.assign(process.env, loadEnv());
  const { DATABASE_URL, DIRECT_DATABASE_URL = DATABASE_URL } = env();
  const db = createDb(DIRECT_DATABASE_URL, 1, 0);
  const wrong = await checkSums({ db }).finally(() => db.$disconnect());
  for (const { table, key } of wrong) console.log(`${table} ${key} is not what its settlements add up to.`);
  if (wrong.length === 0) console.log("Every sum is what its settlements add up to.");
  else process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
