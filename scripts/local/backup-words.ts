// What backup and restore say while they run.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { OnProgress } from "../../lib/backup/progress";

const FILES_EVERY_MS = 5_000;

/** Pennypost's version. */
export function ownVersion(): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
  return version;
}

export function sizeInWords(bytes: bigint): string {
  const units = ["bytes", "KB", "MB", "GB", "TB"];
  let [size, unit] = [Number(bytes), 0];
  for (; size >= 1000 && unit < units.length - 1; unit++) size /= 1000;
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`;
}

/** Prints a line for each table, and for files one every few seconds. */
export function printProgress(): OnProgress {
  let last = performance.now();
  return (progress) => {
    if (progress.step === "table") console.log(`${progress.name}: ${progress.rows} rows`);
    else if (progress.step === "rules")
      console.log(`Adding ${progress.count} foreign keys and triggers, which look at all rows …`);
    else if (progress.step === "migrations") console.log(`${progress.applied.length} migrations applied.`);
    else if (progress.done === progress.of || performance.now() - last > FILES_EVERY_MS) {
      last = performance.now();
      const { done, of, copied, bytes } = progress;
      console.log(`files: ${done} of ${of}, ${sizeInWords(bytes)}${copied ? `, ${copied} copied` : ""}`);
    }
  };
}
