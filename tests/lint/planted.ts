// Plants files in an empty tree under our Biome settings and tells which of their lines were refused.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const root = join(import.meta.dirname, "../..");

const settings = ["biome.json", "biome.layers.json", "biome.statements.grit", "biome.dialects.grit", "package.json"];

interface Report {
  diagnostics: { category: string; severity: string; location: { path: string; start: { line: number } } }[];
}

/**
 * The lines of each planted file that these rules (as group/name, or "plugin" for our own) refuse with an error, in order. The whole configuration runs:
 * Biome's `--only` would switch a rule on that the settings switch off.
 */
export function refusedLines(files: Record<string, string[]>, ...rules: string[]): Record<string, string[]> {
  const tree = mkdtempSync(join(tmpdir(), "planted-"));
  try {
    for (const name of settings) copyFileSync(join(root, name), join(tree, name));
    for (const [path, lines] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), lines.join("\n"));
    }
    const wanted = new Set(rules.map((rule) => (rule === "plugin" ? rule : `lint/${rule}`)));
    const errors = runBiome(tree).diagnostics.filter(({ category, severity }) => severity === "error" && wanted.has(category));
    return Object.fromEntries(Object.entries(files).map(([path, lines]) => [path, linesOf(path, lines, errors)]));
  } finally {
    rmSync(tree, { recursive: true });
  }
}

function runBiome(tree: string): Report {
  const bin = join(root, "node_modules/@biomejs/biome/bin/biome");
  const { stdout, stderr } = spawnSync(process.execPath, [bin, "lint", "--reporter=json", "--max-diagnostics=none"], {
    cwd: tree,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    timeout: 15_000,
  });
  if (!stdout.startsWith("{")) throw new Error(`Biome did not report: ${stderr}`);
  return JSON.parse(stdout);
}

function linesOf(path: string, lines: string[], errors: Report["diagnostics"]): string[] {
  const numbers = new Set(errors.filter(({ location }) => location.path === path).map(({ location }) => location.start.line));
  return lines.filter((_, index) => numbers.has(index + 1));
}
