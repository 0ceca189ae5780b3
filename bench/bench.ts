// npm run bench                  what Pennypost takes, beside its peers, in one run; writes bench/RESULTS.md
// npm run bench -- unpaid file   only these sections, printed only
import { messageOf } from "../scripts/local/steps";
import { crowd } from "./crowd";
import { file } from "./file";
import { owned } from "./owned";
import { page } from "./page";
import { purchase } from "./purchase";
import { servers } from "./servers";
import { render, renderVerdicts, type Section, save } from "./support/report";
import { type Stage, setStage } from "./support/stage";
import { unpaid } from "./unpaid";
import { upload } from "./upload";
import { visit } from "./visit";

const onStage: Record<string, (stage: Stage) => Promise<Section>> = {
  unpaid,
  owned,
  visit,
  purchase,
  crowd,
  file,
  upload,
  servers,
};
/** Brings what it needs itself. */
const alone: Record<string, () => Promise<Section>> = { page };
const names = [...Object.keys(onStage), ...Object.keys(alone)];

async function onOneStage(measures: ((stage: Stage) => Promise<Section>)[], tell: (section: Section) => void): Promise<void> {
  const stage = await setStage();
  const stopOn = (signal: NodeJS.Signals) => process.once(signal, () => void stage.stop().finally(() => process.exit(1)));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) stopOn(signal);
  try {
    for (const measure of measures) tell(await measure(stage));
  } finally {
    await stage.stop();
  }
}

async function main(wanted: string[]): Promise<void> {
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown) throw new Error(`There is no section "${unknown}"; there are ${names.join(", ")}.`);
  const chosen = <T>(sections: Record<string, T>) =>
    Object.entries(sections).flatMap(([name, measure]) => (wanted.length && !wanted.includes(name) ? [] : [measure]));
  const results: Section[] = [];
  const tell = (section: Section) => {
    results.push(section);
    console.log(`\n${render(section)}`);
  };
  const staged = chosen(onStage);
  if (staged.length) await onOneStage(staged, tell);
  for (const measure of chosen(alone)) tell(await measure());
  console.log(renderVerdicts(results));
  if (!wanted.length) save("RESULTS.md", "bench", results);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
