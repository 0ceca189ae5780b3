// npm run bench                  what Pennypost takes, beside its peers, in one run; writes bench/RESULTS.md
// npm run bench -- unpaid file   only these sections, printed only
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../scripts/local/steps";
import { file } from "./file";
import { owned } from "./owned";
import { purchase } from "./purchase";
import { render, renderVerdicts, type Section, save } from "./support/report";
import { type Stage, setStage } from "./support/stage";
import { unpaid } from "./unpaid";
import { upload } from "./upload";

const sections: Record<string, (stage: Stage) => Promise<Section>> = { unpaid, owned, purchase, file, upload };

function versionOf(name: string): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(import.meta.dirname, `../node_modules/${name}/package.json`), "utf8"),
  );
  return version;
}

async function main(wanted: string[]): Promise<void> {
  const unknown = wanted.find((name) => !sections[name]);
  if (unknown) throw new Error(`There is no section "${unknown}"; there are ${Object.keys(sections).join(", ")}.`);
  const stage = await setStage();
  const stopOn = (signal: NodeJS.Signals) => process.once(signal, () => void stage.stop().finally(() => process.exit(1)));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) stopOn(signal);
  try {
    const results: Section[] = [];
    for (const [name, measure] of Object.entries(sections)) {
      if (wanted.length && !wanted.includes(name)) continue;
      results.push(await measure(stage));
      console.log(`\n${render(results.at(-1) as Section)}`);
    }
    console.log(renderVerdicts(results));
    if (!wanted.length)
      save(results, { next: versionOf("next"), "@x402/express": versionOf("@x402/core"), prisma: versionOf("@prisma/client") });
  } finally {
    await stage.stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
