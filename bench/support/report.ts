// What a run found: a table for each section, a verdict for each target; printed as it goes and kept in RESULTS.md.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

export interface Verdict {
  /** As in "P1". */
  id: string;
  what: string;
  figure: string;
  target: string;
  reached: boolean;
}

export interface Section {
  title: string;
  /** How it was measured, in a sentence or two. */
  note: string;
  header: string[];
  rows: string[][];
  verdicts: Verdict[];
}

function table(header: string[], rows: string[][]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => `| ${widths.map((width, column) => padded(row[column] ?? "", width, column)).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => (column ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`;
  return [line(header), rule, ...rows.map(line)].join("\n");
}

const padded = (text: string, width: number, column: number) => (column ? text.padStart(width) : text.padEnd(width));

export function render({ title, note, header, rows }: Section): string {
  return `## ${title}\n\n${note}\n\n${table(header, rows)}\n`;
}

export function renderVerdicts(sections: Section[]): string {
  const verdicts = sections.flatMap((section) => section.verdicts);
  const rows = verdicts.map(({ id, what, figure, target, reached }) => [id, what, figure, target, reached ? "yes" : "no"]);
  return `## Targets\n\n${table(["", "figure", "measured", "target", "reached"], rows)}\n`;
}

const packages = ["next", "@x402/core", "@prisma/client"];

function versionOf(name: string): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(import.meta.dirname, `../../node_modules/${name}/package.json`), "utf8"),
  );
  return version;
}

type File = "RESULTS.md" | "SCALE.md";
const titles: Record<File, string> = { "RESULTS.md": "Benchmark", "SCALE.md": "A market of any size" };
const pathOf = (file: File) => join(import.meta.dirname, "..", file);

/** Writes bench/`file`; `script` is the npm script that did. RESULTS.md ends with what SCALE.md says, whichever was written last. */
export function save(file: File, script: string, sections: Section[]): void {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model ?? "unknown CPU"}, Node ${process.versions.node}`;
  const versions = packages.map((name) => `${name} ${versionOf(name)}`);
  const about = [
    `# ${titles[file]}`,
    "",
    `Written by \`npm run ${script}\`. Both sides of each comparison ran in this one run; ratios are of medians.`,
    "",
    `${new Date().toISOString().slice(0, 10)} · ${machine} · ${versions.join(" · ")}`,
    "",
  ].join("\n");
  writeFileSync(pathOf(file), [about, renderVerdicts(sections), ...sections.map(render)].join("\n"));
  const [results = ""] = readFileSync(pathOf("RESULTS.md"), "utf8").split(`# ${titles["SCALE.md"]}`);
  writeFileSync(pathOf("RESULTS.md"), `${results.trimEnd()}\n\n${readFileSync(pathOf("SCALE.md"), "utf8")}`);
}
