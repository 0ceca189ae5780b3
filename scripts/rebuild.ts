// npm run rebuild -- --from-block N [--dry-run]    recreates lost sales from the chain, with the server's own settings
import { parseArgs } from "node:util";
import { rebuild } from "../lib/payments/books/rebuild";
import { services } from "../lib/services";
import { loadEnv } from "./local/env";
import { messageOf } from "./local/steps";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { "from-block": { type: "string" }, "dry-run": { type: "boolean", default: false } } });
  const from = values["from-block"];
  if (!from || !/^\d+$/.test(from)) throw new Error("Usage: npm run rebuild -- --from-block N [--dry-run]");
  Object.assign(process.env, loadEnv());
  const deps = services();
  try {
    const dryRun = values["dry-run"];
    const report = await rebuild(deps, {
      fromBlock: BigInt(from),
      dryRun,
      onProgress: (block, { payments, rebuilt }) => console.log(`Block ${block}: ${payments} payments, ${rebuilt} rebuilt`),
    });
    const { payments, known, rebuilt, second, unattributed } = report;
    console.log(`${payments} payments found, ${known} in the books already, ${rebuilt} ${dryRun ? "to rebuild" : "rebuilt"}.`);
    for (const { transaction, from: payer } of second) console.log(`Left alone, ${payer} has the item: ${transaction}`);
    for (const { transaction, from: payer, to, value } of unattributed)
      console.log(`Names no item: ${value} from ${payer} to ${to} in ${transaction}`);
  } finally {
    await deps.db.$disconnect();
  }
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
