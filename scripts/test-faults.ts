// npm run test:faults                        everything that docs/reliability.md promises, at full counts: hours
// npm run test:faults -- --scale 0.1 R1 R6   these rows, at a tenth of them
// The figures are the suites' own: they note what they counted (tests/support/figures.ts), and a row fails with its suite.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Figures, type Row, type Run, rows } from "./local/fault-rows";
import { messageOf } from "./local/steps";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "pennypost-figures-"));

interface Result {
  row: Row;
  ran: string;
  figure: string;
  isReached: boolean;
}

function vitest({ project, files, env }: Run, figures: string): Promise<boolean> {
  const args = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--project", project, ...files];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env, FIGURES_FILE: figures },
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}

/** What was noted of one row, in all runs. */
function read(file: string, id: string): Figures {
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const lines: Record<string, unknown>[] = text.split("\n").flatMap((line) => (line ? [JSON.parse(line)] : []));
  const values = (name: string) => lines.filter(({ row }) => row === id).flatMap((line) => [line[name] ?? []].flat() as number[]);
  return { list: values, count: (name) => values(name).reduce((sum, value) => sum + value, 0) };
}

/** Suites that stand in several rows are run once. */
async function play(wanted: Row[], scale: number): Promise<Result[]> {
  const times = (full: number) => String(Math.max(1, Math.round(full * scale)));
  const played = new Map<string, { figures: string; passed: boolean }>();
  const results: Result[] = [];
  for (const row of wanted) {
    const runs = row.runs(times);
    const key = JSON.stringify(runs);
    const before = played.get(key);
    const figures = before?.figures ?? join(folder, `${row.id}.jsonl`);
    let passed = before?.passed ?? true;
    for (const run of before ? [] : runs) passed = (await vitest(run, figures)) && passed;
    played.set(key, { figures, passed });
    const { ran, figure, isReached } = row.judge(read(figures, row.id));
    results.push({ row, ran, figure, isReached: isReached && passed });
    console.log(`\n${row.id}: ${figure} (${ran})\n`);
  }
  return results;
}

function table(results: Result[]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const lines = results.map(({ row, ran, figure, isReached }) =>
    line([row.id, row.what, row.target, figure, ran, isReached ? "yes" : "**no**"]),
  );
  return [line(["", "Figure", "Target", "Reached", "Ran", "Held"]), "|---|---|---|---|---|---|", ...lines].join("\n");
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { scale: { type: "string", default: "1" } } });
  const scale = Number(values.scale);
  if (!(scale > 0 && scale <= 1)) throw new Error("--scale takes a number above 0 and up to 1.");
  const unknown = positionals.find((id) => !rows.some((row) => row.id === id));
  if (unknown) throw new Error(`There is no row "${unknown}"; there are ${rows.map(({ id }) => id).join(", ")}.`);
  const results = await play(
    rows.filter(({ id }) => positionals.length === 0 || positionals.includes(id)),
    scale,
  );
  console.log(`${new Date().toISOString().slice(0, 10)}, scale ${scale}\n\n${table(results)}`);
  process.exitCode = results.every(({ isReached }) => isReached) ? 0 : 1;
}

main()
  .catch((error: unknown) => {
    console.error(messageOf(error));
    process.exitCode = 1;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));
