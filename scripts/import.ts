// npm run import -- FOLDER_OR_ZIP --url ORIGIN --key pp_… [--publish] [--price 0.25] [--dry-run]
// A client of the documented API: what is there already is changed only where it differs, so an import that broke off is run again.
import { parseArgs } from "node:util";
import { boundedFetch } from "../lib/api-client/bounded-fetch";
import { createClient } from "../lib/api-client/client";
import { retries } from "../lib/api-client/retries";
import { listOwn, matcherOf } from "../lib/archive/find-own";
import { type ArchiveFinding, sentenceOf } from "../lib/archive/findings";
import { findingsInEnglish } from "../lib/archive/findings.en";
import { importItem, type Outcome } from "../lib/archive/import-item";
import { planImport } from "../lib/archive/plan";
import { openSource } from "./local/file-source";
import { messageOf } from "./local/steps";

const USAGE = `Usage: npm run import -- FOLDER_OR_ZIP --url ORIGIN --key pp_… [options]
  --publish   publish what is no draft; without it, new pieces are drafts
  --price P   for pieces that name none, in dollars, as 0.25
  --dry-run   say what would happen, and change nothing
The key needs the scope "items". It can also stand in PENNYPOST_KEY.`;

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: "string" },
      key: { type: "string", default: process.env.PENNYPOST_KEY },
      price: { type: "string" },
      publish: { type: "boolean", default: false },
      "dry-run": { type: "boolean", default: false },
    },
  });
  const [path] = positionals;
  if (!path || positionals.length > 1 || !values.url || !values.key) throw new Error(USAGE);
  return { ...values, path, origin: new URL(values.url).origin, key: values.key, dryRun: values["dry-run"] };
}

const inEnglish = (found: ArchiveFinding[]) => found.map((each) => sentenceOf(findingsInEnglish, each)).join(" ");

async function main(): Promise<void> {
  const { path, origin, key, price, publish, dryRun } = readArguments();
  const plan = await planImport(await openSource(path), { price });
  for (const { path, reason } of plan.refused) console.log(`left out   ${path}: ${inEnglish([reason])}`);
  const api = createClient({ origin, key, fetch: boundedFetch, retry: retries() });
  const idOf = matcherOf(await listOwn(api));
  const counts: Record<Outcome, number> = { created: 0, updated: 0, unchanged: 0, failed: 0 };
  for (const [index, planned] of plan.items.entries()) {
    const { outcome, problems } = await importItem(api, planned, idOf(planned), { publish, dryRun });
    counts[outcome] += 1;
    console.log(
      `${outcome.padEnd(10)} ${index + 1}/${plan.items.length} ${planned.path}${problems.length ? `: ${inEnglish(problems)}` : ""}`,
    );
    if (outcome !== "failed") for (const note of planned.notes) console.log(`           ${inEnglish([note])}`);
  }
  if (plan.unused.length) console.log(`${plan.unused.length} other files belong to no piece, as ${plan.unused[0]}.`);
  const words = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
  console.log(`${words.join(", ")}.${dryRun ? " Nothing was changed: this was a dry run." : ""}`);
  if (counts.failed) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 2;
});
