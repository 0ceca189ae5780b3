// A file that is only added to, by any number of processes at once. Appends have one order, which every reader sees; who may do what
// follows from that order alone, so that no lock is needed and none can be left behind by a process that died.
import { closeSync, constants, fsyncSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { BuyerError } from "./buyer-error";

const BYTES_MAX = 8 * 1024 ** 2;

/** The entries in their order, without those that a process did not finish writing. Empty where there is no file. */
export function readJournal<T>(file: string, isEntry: (value: unknown) => value is T): T[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return text.split("\n").flatMap((line) => {
    if (line === "") return [];
    try {
      const value: unknown = JSON.parse(line);
      return isEntry(value) ? [value] : [];
    } catch {
      return [];
    }
  });
}

/** Before anything is spent: what follows from it is written down in any case. Throws `journal_full`. */
export function expectRoom(file: string): void {
  const { size } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size > BYTES_MAX) throw new BuyerError("journal_full", `${file} is full: nothing more is bought, and nothing was paid.`);
}

/** Adds an entry, and returns once it is on the disk. Throws where it cannot be written whole. */
export function appendEntry(file: string, entry: object): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { O_APPEND, O_CREAT, O_WRONLY } = constants;
  const descriptor = openSync(file, O_APPEND | O_CREAT | O_WRONLY, 0o600);
  try {
    // On a line of its own, also where the entry before it was not finished.
    const line = Buffer.from(`\n${JSON.stringify(entry)}\n`);
    if (writeSync(descriptor, line) < line.byteLength) throw new Error(`${file} cannot be written: is the disk full?`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
