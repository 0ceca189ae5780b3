// What a suite counted, for whoever asked for figures (npm run test:faults): a line of JSON each in the file FIGURES_FILE.
import { appendFileSync } from "node:fs";

/** `row` is that of the table of reliability, as "R1"; counts of one row are added up, lists are joined. */
export function noteFigures(row: string, counts: Record<string, number | number[]>): void {
  const file = process.env.FIGURES_FILE;
  if (file) appendFileSync(file, `${JSON.stringify({ row, ...counts })}\n`);
}
